import type { Person } from '../../../domain/forge.js';
import type { GithubUser } from '../schema.js';

/** The account that GitHub itself shows in place of a deleted one. */
export const GHOST: Person = { id: '10137', login: 'ghost', name: 'ghost' };

/** Lists carry no display names. */
export function toPerson(user: GithubUser): Person {
  const { id, login, type } = user;
  const name = user.name ?? '';
  return { id, login, name: name === '' ? login : name, ...(type === 'Bot' ? { isBot: true } : {}) };
}

export function toPersonOrNull(user: GithubUser | null): Person | null {
  return user === null ? null : toPerson(user);
}
