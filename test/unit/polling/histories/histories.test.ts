import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ForgeEvent } from '../../../../src/domain/event.js';
import { EVENTS } from '../../../../src/events/index.js';
import { diffSubjects } from '../../../../src/polling/diff-subjects.js';
import { ALICE } from '../../../support/builders.js';
import { type History, looksAt, RHYTHMS, type State, stories } from './history.js';
import { HISTORIES } from './index.js';
import { seenOf, tell, tellEach, typesOf } from './tell.js';

/** Which polls die before their commit. */
const DEATHS = fc.array(fc.boolean(), { minLength: 30, maxLength: 30 });

/** So many stories are enough for every step to come to something. */
const MANY = 600;

function raise({ error }: { readonly error: unknown }): never {
  throw error;
}

function keysOf(events: readonly ForgeEvent[]): readonly string[] {
  return events.map(({ key }) => key);
}

/** Types among `events` that `others` leave out, and that nothing else tells. */
function missing(
  { alsoToldBy = {} }: History,
  events: readonly ForgeEvent[],
  others: readonly ForgeEvent[],
): readonly string[] {
  const told = new Set(typesOf(others));
  return typesOf(events).filter(
    (type) => !told.has(type) && !(alsoToldBy[type] ?? []).some((one) => told.has(one)),
  );
}

function isClosed(look: State): boolean {
  return 'state' in look && look.state === 'closed';
}

/** The last look at it open before those that showed it closed until then. */
function beforeClosing(looks: readonly State[], back: number): number {
  return looks.slice(0, back).findLastIndex((look) => !isClosed(look));
}

/** The look that shows it open again after it was seen closed, the last one; 0: it never was. */
function lastReturn(looks: readonly State[]): number {
  const returns = looks.map(
    (look, index) => index > 0 && isClosed(looks[index - 1]!) && 'state' in look && look.state === 'open',
  );
  return Math.max(0, returns.lastIndexOf(true));
}

/** The more there is to do to it, the more orders are tried. */
function tries({ steps }: History): { readonly numRuns: number } {
  return { numRuns: 20 + steps.length };
}

describe.each(HISTORIES.map((history) => [history.of, history] as const))(
  'any history of %s, polled at any rhythm',
  (_name, history) => {
    it('yields nothing between equal looks', () => {
      fc.assert(
        fc.property(stories(history), ({ states }) => {
          const subjects = states.flatMap((state) => seenOf(history, state, null));

          const changes = subjects.map((one) => ({ before: one, after: structuredClone(one), isNew: false }));

          expect(diffSubjects(changes, EVENTS, { viewer: ALICE, onFault: raise })).toEqual([]);
        }),
        tries(history),
      );
    });

    it('tells the same however often each state is looked at and whichever polls die', async () => {
      await fc.assert(
        fc.asyncProperty(stories(history), RHYTHMS, DEATHS, async (story, rhythm, deaths) => {
          const looks = looksAt(story, rhythm);

          const told = keysOf(await tell(history, looks, deaths));

          expect(told).toEqual(keysOf(await tell(history, [...new Set(looks)])));
          expect(new Set(told).size).toBe(told.length);
        }),
        tries(history),
      );
    });

    it('tells nothing that did not happen, and nothing more often than it happened', async () => {
      await fc.assert(
        fc.asyncProperty(stories(history), RHYTHMS, async (story, rhythm) => {
          const told = typesOf(await tell(history, looksAt(story, rhythm)));

          const first = new Set(history.atFirstSight);
          const tooOften = [...new Set(told)].filter((type) => {
            const may = (story.mayTell.get(type) ?? 0) + (first.has(type) ? 1 : 0);
            return told.filter((one) => one === type).length > may;
          });
          expect(tooOften).toEqual([]);
        }),
        tries(history),
      );
    });

    it('misses nothing that is still so in the end, however much is looked at in between', async () => {
      const outlasting = new Set(history.outlastsClosing);
      await fc.assert(
        fc.asyncProperty(stories(history), RHYTHMS, async (story, rhythm) => {
          const looks = [story.states[0]!, ...looksAt(story, rhythm)];
          const all = await tellEach(history, looks);
          const change = async (from: number): Promise<readonly ForgeEvent[]> =>
            (await tellEach(history, [looks[from]!, looks.at(-1)!]))[1] ?? [];
          // What came about unseen before it was closed is over: its return tells how it stands, and what comes then counts.
          const back = lastReturn(looks);
          const first = back === 0 ? (await tellEach(history, [looks[0]!])).flat() : [];

          const lasting = [...first, ...(await change(back))];
          expect(missing(history, lasting, all.slice(back).flat())).toEqual([]);

          // But who lost a part in it meanwhile is not told by its return.
          const open = beforeClosing(looks, back);
          const lost = open === -1 ? [] : (await change(open)).filter(({ type }) => outlasting.has(type));
          expect(missing(history, lost, all.slice(open).flat())).toEqual([]);
        }),
        tries(history),
      );
    });

    it('tells of each change of what was seen last, whatever was seen and told before', async () => {
      await fc.assert(
        fc.asyncProperty(stories(history), RHYTHMS, async (story, rhythm) => {
          const looks = [...new Set([story.states[0]!, ...looksAt(story, rhythm)])];
          const [, change = []] = await tellEach(history, looks.slice(-2));

          const last = (await tellEach(history, looks)).at(-1) ?? [];

          const again = new Set(history.toldOnce);
          expect(missing(history, change, last).filter((type) => !again.has(type))).toEqual([]);
        }),
        tries(history),
      );
    });

    it('can make all of it happen', async () => {
      const announced = [...history.steps.flatMap(({ tells }) => tells), ...(history.atFirstSight ?? [])];
      const told = new Set<string>();
      for (const { states } of fc.sample(stories(history), { seed: 1, numRuns: MANY })) {
        if (announced.every((type) => told.has(type))) break;
        for (const type of typesOf(await tell(history, states))) told.add(type);
      }

      expect(announced.filter((type) => !told.has(type))).toEqual([]);
    });
  },
);

describe('the histories', () => {
  it('leave out no event', () => {
    const told = HISTORIES.flatMap(({ steps, atFirstSight = [] }) => [
      ...steps.flatMap(({ tells }) => tells),
      ...atFirstSight,
    ]);

    expect(EVENTS.map(({ type }) => type).filter((type) => !told.includes(type))).toEqual([]);
  });
});
