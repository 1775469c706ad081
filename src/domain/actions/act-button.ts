/** What a button on news carries: what it is done to is what the message told. */
export function actAction(action: string): string {
  return `x:${action}`;
}

/** The action behind a button on news; `null`: it is none. */
export function actionBehind(data: string): string | null {
  return data.startsWith('x:') ? data.slice(2) : null;
}

/** Shows what a merge request changes. */
export const LOOK = 'look';

/** Opens all that can be done. */
export const MORE = 'more';
