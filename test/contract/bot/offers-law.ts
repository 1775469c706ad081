import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Project } from '../../../src/domain/project.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { TokenOptions } from '../../simulator/forge-world.js';
import type { ForgeSide } from '../../support/forge-side.js';
import { ACTOR, ASKED, OWNER, type Stages } from './offer-scenes.js';
import { type Exception, isExcepted, type Least, readTable } from './offer-table.js';
import { OffersBench, type Told } from './offers-bench.js';

export interface Expectations {
  /** From the lowest. */
  readonly roles: readonly string[];
  /** For a token that may do everything. */
  readonly tables: readonly string[];
  /** Offered, and refused by the forge all the same. */
  readonly refused: readonly Exception[];
  /** Not offered to anybody, though the forge would do it. */
  readonly unoffered: readonly Exception[];
  /** States of what nobody is the author of, or the actor is not. */
  readonly neverOwn: readonly string[];
  readonly tokens: readonly TokenCase[];
}

/** What the highest role is offered with this token, and whether the forge does it. */
export interface TokenCase {
  readonly what: string;
  readonly token: TokenOptions;
  readonly isOffered: boolean;
  /** `all`, `nothing`, or each as `<state> <action>`. */
  readonly does: 'all' | 'nothing' | readonly string[];
}

interface Cell {
  readonly action: string;
  readonly state: string;
  readonly who: keyof Least;
}

const TIME_LIMIT_MS = 60_000;

/** One state of each kind of subject, for the tokens. */
const PLAIN_STATES = ['ready', 'open', 'failed'];

/**
 * What is in no panel has a table of its own: `typed-law.ts`.
 *
 * Whatever is offered is done by the forge, and whatever is not is refused by it: in each cell the lowest role that is
 * offered something does it, and the one below is refused.
 */
export function describeOffers(
  open: (clock: ScriptedClock) => Promise<{ readonly side: ForgeSide; readonly stages: Stages }>,
  { roles, tables, refused, unoffered, neverOwn, tokens }: Expectations,
): void {
  const top = roles.at(-1) ?? '';
  const columns = new Map(tables.flatMap((table) => [...readTable(table, roles)]));
  const clock = new ScriptedClock();
  let side: ForgeSide;
  let stages: Stages;
  let bench: OffersBench;

  beforeAll(async () => {
    ({ side, stages } = await open(clock));
    bench = await OffersBench.start(side, clock);
  });

  afterAll(async () => {
    await bench.stop();
    await side.close();
  });

  afterEach(() => bench.link());

  function addProject(name: string): Project {
    return side.addProject(`${OWNER}/${name}`, [OWNER, ACTOR, ASKED]);
  }

  /** She is told of it while she may see everything, and has this role from then on. */
  async function told(project: Project, { state, who }: Omit<Cell, 'action'>, role: string): Promise<Told> {
    const stage = stages[state];
    if (stage === undefined) throw new Error(`Nothing is ever ${state}.`);
    side.setRole(project.path, ACTOR, top);
    const news = await bench.tell(project, stage, who === 'author' ? ACTOR : OWNER);
    side.setRole(project.path, ACTOR, role);
    return news;
  }

  /** Offered: it is done, and the subject shows it. */
  async function troubleOffered(cell: Cell, news: Told): Promise<string | null> {
    const { result, said, writes, isSeen } = await bench.pressInPanel(cell.action, news);
    if (isExcepted(refused, cell)) return result === 'refused' ? null : `is no exception: ${result}`;
    const isFine = result === 'done' && writes > 0 && said !== '' && isSeen;
    return isFine ? null : `was ${result}: ${said} (${String(writes)} writes, seen: ${String(isSeen)})`;
  }

  /** Not offered: a press on old news comes to nothing, and the forge refuses the order itself. */
  async function troubleHidden(cell: Cell, news: Told): Promise<string | null> {
    const { result, said, writes } = await bench.pressOnNews(cell.action, news);
    if (result === 'done' || result === 'unsure' || writes > 0 || said === '')
      return `was pressed: ${result}, ${said}`;
    const isDone = (await bench.order(cell.action, news)) === 'done';
    if (isDone === isExcepted(unoffered, cell)) return null;
    return isDone ? 'is not offered, though the forge does it' : 'is no exception: the forge refuses it';
  }

  /** What goes against the table, or against the forge. */
  async function troubles(state: string, who: keyof Least): Promise<readonly string[]> {
    const cells = [...(columns.get(state) ?? [])].map(([action, least]) => ({ action, least: least[who] }));
    const project = addProject(`${state}-${who}`);
    // What is refused leaves it as it is, so that one will do for all of that; a merge elsewhere would not.
    const quiet = addProject(`${state}-${who}-quiet`);
    const kept = await told(quiet, { state, who }, top);
    const found: string[] = [];
    for (const [index, role] of roles.entries()) {
      const note = (what: string, trouble: string | null): void => {
        if (trouble !== null) found.push(`${role}: ${what} ${trouble}`);
      };
      side.setRole(quiet.path, ACTOR, role);
      const expected = cells.filter(({ least }) => least !== null && roles.indexOf(least) <= index);
      const names = expected.map(({ action }) => action).sort();
      const offered = [...(await bench.offered(kept))].sort();
      note('the panel', offered.join() === names.join() ? null : `is ${offered.join()}, not ${names.join()}`);
      const above = roles[index + 1] ?? null;
      for (const { action, least } of cells) {
        const cell = { action, state, who };
        const findTrouble = least === role ? troubleOffered : least === above ? troubleHidden : null;
        if (findTrouble === null) continue;
        const isLeft = least !== role && !isExcepted(unoffered, cell);
        note(action, await findTrouble(cell, isLeft ? kept : await told(project, cell, role)));
      }
    }
    return found;
  }

  describe.each(['others', 'author'] as const)('where the author is: %s', (who) => {
    const states = [...columns.keys()].filter((state) => who === 'others' || !neverOwn.includes(state));
    it.each(states)(
      'offers what the forge does, and all of it: %s',
      async (state) => expect(await troubles(state, who)).toEqual([]),
      TIME_LIMIT_MS,
    );
  });

  it.each(tokens)(
    'with a token that $what, is offered: $isOffered',
    async ({ what, token, isOffered, does }) => {
      const project = addProject(what.replaceAll(' ', '-'));
      await bench.link(token);
      const found: string[] = [];
      for (const state of PLAIN_STATES) {
        const cells = [...(columns.get(state) ?? [])].filter(([, { others }]) => others !== null);
        const names = cells.map(([action]) => action).sort();
        const news = await told(project, { state, who: 'others' }, top);
        const offered = [...(await bench.offered(news))].sort();
        expect([state, ...offered]).toEqual([state, ...(isOffered ? names : [])]);
        for (const action of names) {
          const isDone = typeof does === 'string' ? does === 'all' : does.includes(`${state} ${action}`);
          const one = isDone ? await told(project, { state, who: 'others' }, top) : news;
          const { result, said } = isOffered
            ? await bench.pressInPanel(action, one)
            : await bench.pressOnNews(action, one);
          const code = isDone ? 'refused' : await bench.order(action, one);
          const wasDone = result === 'done';
          // One that may something, and not this, is told what it lacks, and how to get it.
          const isClear =
            typeof does === 'string' || isDone || /^Your token for .* may not do that/.test(said);
          if (wasDone !== isDone || said === '' || code === 'done' || !isClear)
            found.push(`${state} ${action}: ${result}, ${said}, ${code}`);
        }
      }
      expect(found).toEqual([]);
    },
    TIME_LIMIT_MS,
  );
}
