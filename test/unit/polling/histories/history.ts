import fc from 'fast-check';
import type { FeedKind } from '../../../../src/domain/feed.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { at } from '../../../support/builders.js';

/** What a feed is asked about at one moment: a subject, or whatever its subjects are made of. */
export interface State {
  readonly updatedAt: string;
}

/** One thing that people or machines do, and what it may make Alice hear. */
export interface Step<S extends State> {
  readonly name: string;
  readonly tells: readonly string[];
  /** It leaves `updatedAt` as it was. */
  readonly isUndated?: true;
  /** What it changes; `null` when it cannot happen now. */
  readonly change: (state: S) => Partial<S> | null;
}

export interface Story<S extends State = State> {
  /** The state after each step, the first before any. Each moves `updatedAt`, as forges do, but for the undated ones. */
  readonly states: readonly S[];
  /** What may be told, as often as it may be. */
  readonly mayTell: ReadonlyMap<string, number>;
}

/** Everything that can happen to the subjects of one kind. */
export interface History<S extends State = State> {
  readonly of: string;
  readonly feed: FeedKind;
  readonly first: S;
  readonly steps: readonly Step<S>[];
  /** What the first look may tell. */
  readonly atFirstSight?: readonly string[];
  /** What a look shows, when the one before it showed `seen`; missing: the state is the subject. */
  readonly show?: (state: S, seen: S | null) => readonly Subject[];
  /** What the feed makes of its looks, where it hands something on from one to the next. */
  readonly settle?: (looks: readonly S[]) => readonly S[];
  /** What is told as well by something else that is told of the same moment. */
  readonly alsoToldBy?: Readonly<Record<string, readonly string[]>>;
  /** What has to be told though it came about unseen before it was closed: what is opened again says nothing of it. */
  readonly outlastsClosing?: readonly string[];
  /** What is told once, however often it comes back: it says nothing that changed since. */
  readonly toldOnce?: readonly string[];
}

/** Any order of these steps, those left out that cannot happen. */
export function stories<S extends State>({ first, steps }: History<S>): fc.Arbitrary<Story<S>> {
  return fc.array(fc.constantFrom(...steps), { minLength: 1, maxLength: 12 }).map((tried) => {
    const states = [first];
    const mayTell = new Map<string, number>();
    for (const { change, tells, isUndated } of tried) {
      const before = states.at(-1) ?? first;
      const changed = change(before);
      if (changed === null) continue;
      const updatedAt = isUndated ? before.updatedAt : at(states.length * 10);
      states.push({ ...before, ...changed, updatedAt });
      for (const type of tells) mayTell.set(type, (mayTell.get(type) ?? 0) + 1);
    }
    return { states, mayTell };
  });
}

/** How often each state is looked at before the last; 0: it passes unseen. */
export const RHYTHMS = fc.array(fc.integer({ min: 0, max: 2 }), { minLength: 13, maxLength: 13 });

/** What is seen of the story; its end always is. */
export function looksAt<S extends State>({ states }: Story<S>, rhythm: readonly number[]): readonly S[] {
  const last = states.length - 1;
  return states.flatMap((state, index) =>
    Array.from({ length: index === last ? 1 : (rhythm[index] ?? 0) }, () => state),
  );
}

/** Forgets what its states are made of: the harness hands them from one function of the history to another. */
export function anyHistory<S extends State>(history: History<S>): History {
  return history as unknown as History;
}
