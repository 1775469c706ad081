import { type ForgeEvent, isTold } from '../../../../src/domain/event.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { anAccount, aFeed, aReading, aTokenFacts } from '../../../support/builders.js';
import { Cycle } from '../cycle-harness.js';
import type { History, State } from './history.js';

export function seenOf({ show }: History, look: State, seen: State | null): readonly Subject[] {
  return show === undefined ? [look as Subject] : show(look, seen);
}

/** What Alice, who watches everything, is told at each of these looks, which follow on the first read. */
export async function tellEach(
  history: History,
  states: readonly State[],
  deaths: readonly boolean[] = [],
): Promise<readonly (readonly ForgeEvent[])[]> {
  const { feed, settle } = history;
  const looks = settle?.(states) ?? states;
  const account = anAccount({ token: aTokenFacts({ groups: ['acme/ops'] }) });
  const cycle = new Cycle().add({ account, feeds: [aFeed({ kind: feed })] });
  const told: (readonly ForgeEvent[])[] = [];
  let dies = false;
  cycle.store.onOperation = (operation) => {
    if (operation === 'commit' && dies) throw new Error('killed');
  };
  for (const [index, look] of looks.entries()) {
    cycle.forge.always(feed, '7', aReading(seenOf(history, look, looks[index - 1] ?? null)));
    dies = deaths[index] ?? false;
    await cycle.poll();
    dies = false;
    if (deaths[index] === true) {
      cycle.clock.advance(60_000);
      await cycle.poll();
    }
    told.push(cycle.store.events.filter(isTold).slice(told.flat().length));
  }
  return told;
}

export async function tell(
  history: History,
  looks: readonly State[],
  deaths: readonly boolean[] = [],
): Promise<readonly ForgeEvent[]> {
  return (await tellEach(history, looks, deaths)).flat();
}

export function typesOf(events: readonly ForgeEvent[]): readonly string[] {
  return events.map(({ type }) => type);
}
