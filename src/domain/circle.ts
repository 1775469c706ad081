import type { Person } from './forge.js';
import type { Viewer } from './viewer.js';

/** People by their ids, and where only a text names them by lower-case names: their own, or one of a group of theirs. */
export interface People {
  readonly ids: readonly string[];
  readonly logins: readonly string[];
}

/** Whom a change may concern. `everybody`: that cannot be told. */
export type Circle = 'everybody' | People;

export const NOBODY: People = { ids: [], logins: [] };

export function circleOf(persons: readonly (Person | null)[]): Circle {
  return { ids: unique(persons.flatMap((person) => (person === null ? [] : [person.id]))), logins: [] };
}

/** `names` as mentions are kept. Who is in a team (`org/team`) or in a group within another is not known. */
export function circleOfNames(names: readonly string[]): Circle {
  const isManyPeople = names.some((name) => name === 'all' || name.includes('/'));
  return isManyPeople ? 'everybody' : { ids: [], logins: unique(names.map((name) => name.toLowerCase())) };
}

export function joinCircles(circles: readonly Circle[]): Circle {
  const people: People[] = [];
  for (const circle of circles) {
    if (circle === 'everybody') return circle;
    people.push(circle);
  }
  return {
    ids: unique(people.flatMap(({ ids }) => ids)),
    logins: unique(people.flatMap(({ logins }) => logins)),
  };
}

export function isEmpty(circle: Circle): boolean {
  return circle !== 'everybody' && circle.ids.length + circle.logins.length === 0;
}

export function isInCircle({ id, login, groups = [] }: Viewer, circle: Circle): boolean {
  if (circle === 'everybody') return true;
  const { ids, logins } = circle;
  return ids.includes(id) || [login.toLowerCase(), ...groups].some((name) => logins.includes(name));
}

function unique(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)];
}
