import type { Person } from '../../../domain/forge.js';

/** GitLab's own stand-in for people who are gone, for replies that name nobody. */
export const GHOST: Person = { id: '0', login: 'ghost', name: 'Ghost User' };
