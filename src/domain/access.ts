/** What an operator decided about a person. */
export type Decision = 'admitted' | 'revoked';

/** Without an operator's word the settings' list decides where there is one, else whether the bot knows the person. */
export function mayUse(
  allowedUsers: readonly string[],
  personId: string,
  known: { readonly access?: Decision } | null,
): boolean {
  if (known?.access !== undefined) return known.access === 'admitted';
  return allowedUsers.length === 0 ? known !== null : allowedUsers.includes(personId);
}
