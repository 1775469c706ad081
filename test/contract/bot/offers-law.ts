import { describe, expect, it } from '@jest/globals';
import type { Project } from '../../../src/domain/project.js';
import type { TokenOptions } from '../../simulator/forge-world.js';
import { ACTOR, ASKED, OWNER } from './offer-scenes.js';
import { type Exception, isExcepted, type Least, readTable } from './offer-table.js';
import { openBench, type OpenSide } from './open-bench.js';
import type { Told } from './told.js';
import type { UnderNews } from './under-news.js';

export interface Expectations {
  /** From the lowest. */
  readonly roles: readonly string[];
  /** For a token that may do everything. */
  readonly tables: readonly string[];
  /** Offered, and refused by the forge all the same. */
  readonly refused: readonly Exception[];
  /** Not offered to anybody, though the forge would do it. */
  readonly unoffered: readonly Exception[];
  /** Under news though not in the panel: only a look tells that it cannot be done. */
  readonly unforeseen: readonly Exception[];
  /** States of what nobody is the author of, or the actor is not. */
  readonly neverOwn: readonly string[];
  readonly tokens: readonly TokenCase[];
}

/** What is offered with this token, and whether the forge does it for whoever is of the role for it. */
export interface TokenCase {
  readonly what: string;
  readonly token: TokenOptions;
  readonly isOffered: boolean;
  /** Tried on what is the actor's own, too. */
  readonly isAuthorToo?: true;
  /** `all`, `nothing`, or each as `<kind of the subject> <action>`. */
  readonly does: 'all' | 'nothing' | readonly string[];
}

interface Cell {
  readonly action: string;
  readonly state: string;
  readonly who: keyof Least;
}

const OTHERS = ['others'] as const;
const BOTH = [...OTHERS, 'author'] as const;
const TIME_LIMIT_MS = 120_000;
const LACKS = /^Your token for .* may not do that/;

/** In these an order is pressed all the way, whatever the token; in the others the forge alone is asked. */
const PLAIN_STATES = ['ready', 'open', 'failed', 'held'];

/**
 * What is in no panel has a table of its own: `typed-law.ts`.
 *
 * Whatever is offered is done by the forge, and whatever is not is refused by it: in each cell the lowest role that is
 * offered something does it, and the one below is refused.
 */
export function describeOffers(
  open: OpenSide,
  { roles, tables, refused, unoffered, unforeseen, neverOwn, tokens }: Expectations,
): void {
  const top = roles.at(-1) ?? '';
  const columns = new Map(tables.flatMap((table) => [...readTable(table, roles)]));
  const scene = openBench(open);

  function addProject(name: string): Project {
    return scene.side.addProject(`${OWNER}/${name}`, [OWNER, ACTOR, ASKED]);
  }

  /** She is told of it while she may see everything, and has this role from then on. */
  async function told(project: Project, { state, who }: Omit<Cell, 'action'>, role: string): Promise<Told> {
    const stage = scene.stages[state];
    if (stage === undefined) throw new Error(`Nothing is ever ${state}.`);
    scene.side.setRole(project.path, ACTOR, top);
    const news = await scene.bench.tell(project, stage, who === 'author' ? ACTOR : OWNER);
    scene.side.setRole(project.path, ACTOR, role);
    return news;
  }

  /** What stands under the news is what the panel has of it, unless only a look tells. */
  function troubleUnderNews(
    { state, who }: Omit<Cell, 'action'>,
    offered: readonly string[],
    { shown, suits }: UnderNews,
  ): string | null {
    const expected = suits.filter(
      (action) => offered.includes(action) || isExcepted(unforeseen, { action, state, who }),
    );
    return shown.join() === expected.join() ? null : `have ${shown.join()}, not ${expected.join()}`;
  }

  /** Offered, under the news or in the panel: it is done, and the subject shows it. */
  async function troubleOffered(cell: Cell, news: Told, isUnder: boolean): Promise<string | null> {
    const { result, said, writes, isSeen } = isUnder
      ? await scene.bench.pressOnNews(cell.action, news)
      : await scene.bench.pressInPanel(cell.action, news);
    if (isExcepted(refused, cell)) return result === 'refused' ? null : `is no exception: ${result}`;
    const isFine = result === 'done' && writes > 0 && said !== '' && isSeen;
    return isFine ? null : `was ${result}: ${said} (${String(writes)} writes, seen: ${String(isSeen)})`;
  }

  /** Not offered: a press on old news comes to nothing, and the forge refuses the order itself. */
  async function troubleHidden(cell: Cell, news: Told): Promise<string | null> {
    const { result, said, writes } = await scene.bench.pressOnNews(cell.action, news);
    if (result === 'done' || result === 'unsure' || writes > 0 || said === '')
      return `was pressed: ${result}, ${said}`;
    const isDone = (await scene.bench.order(cell.action, news)) === 'done';
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
      scene.side.setRole(quiet.path, ACTOR, role);
      const expected = cells.filter(({ least }) => least !== null && roles.indexOf(least) <= index);
      const names = expected.map(({ action }) => action).sort();
      const offered = [...(await scene.bench.offered(kept))].sort();
      note('the panel', offered.join() === names.join() ? null : `is ${offered.join()}, not ${names.join()}`);
      const under = await scene.bench.underNews(kept);
      note('the news', under === null ? null : troubleUnderNews({ state, who }, offered, under));
      const above = roles[index + 1] ?? null;
      for (const { action, least } of cells) {
        const cell = { action, state, who };
        if (least === role) {
          const isUnder = under?.shown.includes(action) === true;
          note(action, await troubleOffered(cell, await told(project, cell, role), isUnder));
        } else if (least === above) {
          const news = isExcepted(unoffered, cell) ? await told(project, cell, role) : kept;
          note(action, await troubleHidden(cell, news));
        }
      }
    }
    return found;
  }

  describe.each(BOTH)('where the author is: %s', (who) => {
    const states = [...columns.keys()].filter((state) => who === 'others' || !neverOwn.includes(state));
    it.each(states)(
      'offers what the forge does, and all of it: %s',
      async (state) => expect(await troubles(state, who)).toEqual([]),
      TIME_LIMIT_MS,
    );
  });

  /** What is shown to this role against `isOffered`. */
  async function troubleShown(
    { isOffered }: TokenCase,
    names: readonly string[],
    kept: Told,
  ): Promise<readonly string[]> {
    const offered = [...(await scene.bench.offered(kept))].sort();
    const under = isOffered ? null : await scene.bench.underNews(kept);
    return [
      ...(offered.join() === names.join() ? [] : [`the panel is ${offered.join()}, not ${names.join()}`]),
      ...(under === null || under.shown.length === 0 ? [] : [`the news have ${under.shown.join()}`]),
    ];
  }

  /** A press comes to what it should. One that may something, and not this, is told what it lacks, and how to get it. */
  async function troublePressed(
    { does }: TokenCase,
    action: string,
    news: Told,
    isDone: boolean,
  ): Promise<string | null> {
    const { result, said } = await scene.bench.press(action, news);
    const isClear = typeof does === 'string' || isDone || LACKS.test(said);
    const isFine = (result === 'done') === isDone && said !== '' && isClear;
    return isFine ? null : `${action}: ${result}, ${said}`;
  }

  /** What goes against `does`, or against the forge, where the role would do. */
  async function troubleDone(
    one: TokenCase,
    cell: Cell,
    news: Told,
    isDone: boolean,
  ): Promise<string | null> {
    const isPlain = PLAIN_STATES.includes(cell.state);
    const trouble = isPlain ? await troublePressed(one, cell.action, news, isDone) : null;
    if (trouble !== null || (isPlain && isDone)) return trouble;
    const code = await scene.bench.order(cell.action, news);
    return (code === 'done') === isDone ? null : `${cell.action}: ${code}`;
  }

  /** What such a token may is not known, so that it is offered what any other is. */
  async function troublesShown(
    one: TokenCase,
    { state, who }: Omit<Cell, 'action'>,
    kept: Told,
  ): Promise<readonly string[]> {
    const found: string[] = [];
    for (const [index, role] of roles.entries()) {
      if (one.isOffered && (role !== top || !PLAIN_STATES.includes(state))) continue;
      const suiting = one.isOffered
        ? cellsOf({ state, who }).filter(({ least }) => least !== null && roles.indexOf(least) <= index)
        : [];
      scene.side.setRole(kept.project.path, ACTOR, role);
      const odd = await troubleShown(one, suiting.map(({ action }) => action).sort(), kept);
      found.push(...odd.map((some) => `${role}: ${state} ${some}`));
    }
    return found;
  }

  function cellsOf({ state, who }: Omit<Cell, 'action'>) {
    return [...(columns.get(state) ?? [])].map(([action, least]) => ({ action, least: least[who] }));
  }

  async function troublesWith(
    one: TokenCase,
    { state, who }: Omit<Cell, 'action'>,
  ): Promise<readonly string[]> {
    const { what, does } = one;
    const project = addProject(`${what}-${who}-${state}`.replaceAll(' ', '-'));
    const kept = await told(project, { state, who }, top);
    // First, because what is done then to others of the project leaves this one behind.
    const found = [...(await troublesShown(one, { state, who }, kept))];
    for (const role of roles) {
      scene.side.setRole(project.path, ACTOR, role);
      for (const { action } of cellsOf({ state, who }).filter(({ least }) => least === role)) {
        const cell = { action, state, who };
        if (isExcepted(refused, cell)) continue;
        const isDone = does === 'all' || does.includes(`${kept.target.kind} ${action}`);
        if (typeof does !== 'string' && isTried(`${what} ${role} ${action}`, state)) continue;
        const news = isDone ? await told(project, cell, role) : kept;
        const odd = await troubleDone(one, cell, news, isDone);
        if (odd !== null) found.push(`${role}: ${state} ${odd}`);
      }
    }
    return found;
  }

  const tried = new Set<string>();

  /** What a permission brings, and lacks, is the same in all states of a subject: once, and in the plain ones, will do. */
  function isTried(what: string, state: string): boolean {
    const isKnown = tried.has(what) && !PLAIN_STATES.includes(state);
    tried.add(what);
    return isKnown;
  }

  it.each(tokens)(
    'with a token that $what, is offered in all states, and to all roles: $isOffered',
    async (one) => {
      await scene.bench.link(one.token);
      const found: string[] = [];
      for (const state of columns.keys()) {
        // What a token may does not ask who the author is, unlike what a role may.
        for (const who of one.isAuthorToo === true && !neverOwn.includes(state) ? BOTH : OTHERS) {
          found.push(...(await troublesWith(one, { state, who })));
        }
      }
      expect(found).toEqual([]);
    },
    TIME_LIMIT_MS,
  );
}
