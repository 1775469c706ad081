/** What a button on news carries: what it is done to is what the message told. */
export function actAction(action: string): string {
  return `x:${action}`;
}

/** Shows what a merge request changes. */
export const LOOK = 'look';

/** Opens all that can be done. */
export const MORE = 'more';
