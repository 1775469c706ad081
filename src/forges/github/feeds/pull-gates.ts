import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { Person } from '../../../domain/forge.js';
import { MINUTE, SECOND } from '../../../domain/time.js';
import type { QueryParams } from '../client.js';
import type { ProjectReader } from '../project-reader.js';
import { isAnsweredForBy, type OpenPull, openPullSchema } from './open-pulls.js';

/** The answer's ETag; empty: the token may not read it, or it is not there. */
const markSchema = z.string();

const targetSchema = z.object({ branch: z.string(), mark: markSchema });

/** What is said of the head of a pull request, by the address that says it. */
const headSchema = z.object({
  id: z.string(),
  sha: z.string(),
  marks: z.record(z.string(), markSchema),
});

type Head = z.infer<typeof headSchema>;

/** Part of a cursor. */
export const gatesSchema = z.object({
  open: z.array(openPullSchema),
  targets: z.array(targetSchema),
  /** Of those for which the reader answers; whose turn was longest ago comes first. */
  heads: z.array(headSchema),
  /** Server's time at which the above were asked for last. */
  askedAt: z.string().nullable(),
  /** Server's time of the last look at a pull request for what neither its checks nor its target tell. */
  lookedAt: z.string().nullable(),
});

export type Gates = z.infer<typeof gatesSchema>;

export interface Stirring {
  readonly gates: Gates;
  /** Ids of pull requests whose gates may have opened or closed. */
  readonly stirred: readonly string[];
  /** Branches that have moved. */
  readonly targets: ReadonlySet<string>;
  /** They were asked for a moment ago: what has happened since is still to be seen. */
  readonly isPutOff: boolean;
}

/** Besides the list, in one read; each unchanged answer is free. */
const MAX_TARGETS = 3;
const MAX_HEADS = 3;

/** A busy feed is read more often than this. */
const ASK_EVERY_MS = 45 * SECOND;

/** Rules of the branch, threads that have to be resolved: nothing tells of them but the pull request, if its ETag does. */
const LOOK_EVERY_MS = 10 * MINUTE;

/**
 * What may change whether a pull request can be merged, and moves nothing of it: checks of its head, and pushes to its
 * target. Its own ETag need not know of either, so what is asked are the lists of those, which answer 304 while nothing
 * happens. Whatever the token may not read is left out until the head or the target is another one.
 */
export async function readGates(
  project: ProjectReader,
  { open, before, viewer, at }: GatesRequest,
): Promise<Stirring> {
  const mine = open.filter((pull) => isAnsweredForBy(pull, viewer));
  const turns = inTurn(mine, before?.heads ?? []);
  const watched = new Set(before?.targets.map(({ branch }) => branch));
  const isAllKnown = turns.every(isKnown) && targetsOf(mine).every((branch) => watched.has(branch));
  if (before !== null && isAllKnown && !isDue(before.askedAt, at, ASK_EVERY_MS))
    return {
      gates: { ...before, open: [...open], heads: [...turns] },
      stirred: [],
      targets: new Set(),
      isPutOff: mayTell({ ...before, heads: [...turns] }),
    };
  const targets = await readTargets(project, mine, before?.targets ?? []);
  const lookedAt = before?.lookedAt ?? at;
  const isTimeToLook = isDue(lookedAt, at, LOOK_EVERY_MS);
  const heads = await readHeads(project, mine, { turns, isTimeToLook });
  const behind = mine.filter(({ target }) => targets.moved.has(target)).map(({ id }) => id);
  return {
    gates: {
      open: [...open],
      targets: [...targets.all],
      heads: [...heads.all],
      askedAt: at,
      lookedAt: isTimeToLook ? at : lookedAt,
    },
    stirred: [...new Set([...heads.stirred, ...behind])],
    targets: targets.moved,
    isPutOff: false,
  };
}

export interface GatesRequest {
  readonly open: readonly OpenPull[];
  readonly before: Gates | null;
  readonly viewer: Person;
  /** Server's time of this read. */
  readonly at: string;
}

function targetsOf(mine: readonly OpenPull[]): readonly string[] {
  return [...new Set(mine.map(({ target }) => target))].slice(0, MAX_TARGETS);
}

async function readTargets(
  project: ProjectReader,
  mine: readonly OpenPull[],
  before: Gates['targets'],
): Promise<{ readonly all: Gates['targets']; readonly moved: ReadonlySet<string> }> {
  const known = new Map(before.map(({ branch, mark }) => [branch, mark]));
  const moved = new Set<string>();
  const all: Gates['targets'] = [];
  for (const branch of targetsOf(mine)) {
    const mark = known.get(branch);
    const next = await ask(project, { path: `/branches/${encodeURIComponent(branch)}` }, mark);
    all.push({ branch, mark: next });
    if (mark !== undefined && next !== mark) moved.add(branch);
  }
  return { all, moved };
}

async function readHeads(
  project: ProjectReader,
  mine: readonly OpenPull[],
  { turns, isTimeToLook }: { readonly turns: readonly Head[]; readonly isTimeToLook: boolean },
): Promise<{ readonly all: readonly Head[]; readonly stirred: readonly string[] }> {
  const asked: Head[] = [];
  const stirred: string[] = [];
  for (const [index, head] of turns.slice(0, MAX_HEADS).entries()) {
    const number = mine.find(({ id }) => id === head.id)?.number ?? 0;
    const next = await readHead(project, head, isTimeToLook && index === 0 ? number : null);
    asked.push(next);
    const hasMoved = Object.entries(next.marks).some(([what, mark]) => head.marks[what] !== mark);
    if (hasMoved) stirred.push(head.id);
  }
  return { all: [...turns.slice(MAX_HEADS), ...asked], stirred };
}

/** Those of which nothing is known yet come first. */
function inTurn(mine: readonly OpenPull[], known: readonly Head[]): readonly Head[] {
  const current = new Map(mine.map((pull) => [pull.id, pull.sha]));
  const still = known.filter(({ id, sha }) => current.get(id) === sha);
  const kept = new Set(still.map(({ id }) => id));
  const fresh = mine.filter(({ id }) => !kept.has(id));
  return [...fresh.map(({ id, sha }): Head => ({ id, sha, marks: {} })), ...still];
}

/** Not all of it is refused to this token. */
function mayTell({ targets, heads }: Gates): boolean {
  const marks = heads.flatMap((head) => [STATUS, SUITES, RUNS].map((what) => head.marks[what] ?? REFUSED));
  return [...marks, ...targets.map(({ mark }) => mark)].some((mark) => mark !== REFUSED);
}

/** Something was asked for already. */
function isKnown({ marks }: Head): boolean {
  return marks[STATUS] !== undefined;
}

function isDue(since: string | null, at: string, everyMs: number): boolean {
  return since === null || Date.parse(at) >= Date.parse(since) + everyMs;
}

const STATUS = 'status';
const SUITES = 'suites';
const RUNS = 'runs';
const PULL = 'pull';

/** Fine-grained tokens are given no checks, but may read the runs of Actions, which are most of them. */
async function readHead(
  project: ProjectReader,
  { id, sha, marks }: Head,
  number: number | null,
): Promise<Head> {
  const status = await ask(project, { path: `/commits/${sha}/status` }, marks[STATUS]);
  const suites = await ask(project, { path: `/commits/${sha}/check-suites` }, marks[SUITES]);
  const runs = { path: '/actions/runs', params: { head_sha: sha } } as const;
  const isLookDue = number !== null && marks[PULL] !== undefined;
  return {
    id,
    sha,
    marks: {
      ...marks,
      [STATUS]: status,
      [SUITES]: suites,
      ...(suites === REFUSED ? { [RUNS]: await ask(project, runs, marks[RUNS]) } : {}),
      ...(isLookDue ? { [PULL]: await ask(project, { path: `/pulls/${number}` }, marks[PULL]) } : {}),
    },
  };
}

const REFUSED = '';

/** No ETag is like it: the next answer is news. */
const UNSEEN = '"unseen"';

async function ask(
  project: ProjectReader,
  { path, params = {} }: { readonly path: `/${string}`; readonly params?: QueryParams },
  mark: string | undefined,
): Promise<string> {
  if (mark === REFUSED) return REFUSED;
  try {
    const answer = await project.detail(path, params, { etag: mark ?? null });
    if (answer === null) return REFUSED;
    return answer.isModified ? (answer.etag ?? REFUSED) : (mark ?? REFUSED);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    // A commit that is not to be had any more.
    if (error.code === 'invalid') return REFUSED;
    // The server stumbles over this one, which is not to hold up the rest.
    if (error.code === 'unavailable' && error.status !== undefined) return mark ?? UNSEEN;
    throw error;
  }
}

/** With the ETags of pull requests that were looked at since: from then on nothing of them has changed. */
export function withLooks(gates: Gates, etags: ReadonlyMap<string, string>): Gates {
  const heads = gates.heads.map((head) => {
    const etag = etags.get(head.id);
    return etag === undefined ? head : { ...head, marks: { ...head.marks, [PULL]: etag } };
  });
  return { ...gates, heads };
}
