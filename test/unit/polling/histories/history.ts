import fc from 'fast-check';
import type { Subject } from '../../../../src/domain/subject.js';
import { at } from '../../../support/builders.js';

/** One thing that people or machines do to a subject, and what it may make Alice hear. */
export interface Step<S extends Subject> {
  readonly name: string;
  readonly tells: readonly string[];
  /** What it changes; `null` when it cannot happen now. */
  readonly change: (state: S) => Partial<S> | null;
}

export interface Story<S extends Subject> {
  /** The subject after each step, the first before any. Each moves `updatedAt`, as forges do. */
  readonly states: readonly S[];
  /** What may be told, as often as it may be. */
  readonly mayTell: ReadonlyMap<string, number>;
}

/** Any order of these steps, those left out that cannot happen. */
export function stories<S extends Subject>(first: S, steps: readonly Step<S>[]): fc.Arbitrary<Story<S>> {
  return fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 12 }).map((tried) => {
    const states = [first];
    const mayTell = new Map<string, number>();
    for (const { change, tells } of tried) {
      const before = states.at(-1) ?? first;
      const changed = change(before);
      if (changed === null) continue;
      states.push({ ...before, ...changed, updatedAt: at(states.length * 10) });
      for (const type of tells) mayTell.set(type, (mayTell.get(type) ?? 0) + 1);
    }
    return { states, mayTell };
  });
}

/** How often each state is looked at before the last; 0: it passes unseen. */
export const RHYTHMS = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 13, maxLength: 13 });

/** What is seen of the story; its end always is. */
export function looksAt<S extends Subject>({ states }: Story<S>, rhythm: readonly number[]): readonly S[] {
  const last = states.length - 1;
  return states.flatMap((state, index) =>
    Array.from({ length: index === last ? 1 : (rhythm[index] ?? 0) }, () => state),
  );
}
