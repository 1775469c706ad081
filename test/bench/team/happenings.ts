import type { ForgeWorld } from '../../simulator/forge-world.js';
import type { TeamWorld } from './team-world.js';

/** Something done on the forge that one person must be told of exactly once. */
export interface Happening {
  readonly marker: string;
  readonly kind: HappeningKind;
  /** Whose chat. */
  readonly chatId: number;
  /** Forge's time of what has to be told. */
  readonly at: number;
  /** The project was busy when it happened. */
  readonly isHot: boolean;
  /** Tells it apart from everything else in that chat. */
  readonly told: RegExp;
  /** May be told besides, where its author had seen the gate closed. */
  readonly follows: RegExp | null;
}

const KINDS = ['failed', 'passed', 'review', 'approval', 'refusal', 'mention', 'comment', 'merge'] as const;
export type HappeningKind = (typeof KINDS)[number];

/** Told by an edit of the card, in silence. */
export const SILENT_KINDS: ReadonlySet<HappeningKind> = new Set(['passed']);

const HEADLINES: Readonly<Record<HappeningKind, string>> = {
  failed: '❌ .* failed on ',
  passed: '✅ .* passed on ',
  review: '👀 Your review was requested[^]*',
  approval: '👍 .*approved[^]*',
  refusal: '✏️ .*requested changes[^]*',
  mention: '🔔 .*mentioned you[^]*',
  comment: '💬 .*commented on your[^]*',
  merge: '🎉 [^]*',
};

interface Story {
  readonly path: string;
  readonly kind: HappeningKind;
  readonly marker: string;
  readonly person: string;
  readonly other: string;
}

/** The first act of a story returns the act that has to be told, which follows at once or some minutes later. */
const FIRST_ACTS: Readonly<Record<HappeningKind, (world: ForgeWorld, story: Story) => () => void>> = {
  failed: (world, story) => runPipeline(world, story, 'failed'),
  passed: (world, story) => runPipeline(world, story, 'success'),
  review(world, { path, marker, person, other }) {
    const number = open(world, path, marker, other);
    return () => world.requestReview(path, number, person, other);
  },
  approval(world, { path, marker, person, other }) {
    const number = open(world, path, marker, person);
    return () => world.approve(path, number, other);
  },
  refusal(world, { path, marker, person, other }) {
    const number = open(world, path, marker, person);
    return () => world.requestChanges(path, number, other);
  },
  mention(world, { path, marker, person, other }) {
    const number = open(world, path, marker, other);
    return () => void world.comment(path, number, other, `@${person} please look at ${marker}`);
  },
  comment(world, { path, marker, person, other }) {
    const number = open(world, path, marker, person);
    return () => void world.comment(path, number, other, `A question about ${marker}`);
  },
  merge(world, { path, marker, person, other }) {
    const number = open(world, path, marker, person);
    return () => world.merge(path, number, other);
  },
};

const HOT_MS = 15 * 60_000;
/** Share of the happenings that come to projects in which nothing else does. */
const ELSEWHERE = 0.2;
/** Share of the happenings that are nobody's concern. */
const NOISE = 0.25;

/** A stream of happenings in the team's projects, the same for the same randomness. */
export class Happenings {
  readonly all: Happening[] = [];
  readonly #team: TeamWorld;
  readonly #random: () => number;
  readonly #activeProjects: number;
  readonly #lastActivity = new Map<string, number>();
  #steps: { readonly at: number; readonly run: () => void }[] = [];
  #begun = 0;

  constructor(team: TeamWorld, active: number, random: () => number) {
    this.#team = team;
    this.#random = random;
    this.#activeProjects = active === 0 ? 0 : Math.max(1, Math.round(team.paths.length * active));
  }

  /** Stories that have begun and whose telling act is to come. */
  get open(): number {
    return this.#steps.length;
  }

  /** Does what is due; begins a new story with the given probability. */
  step(now: number, probability: number): void {
    const due = this.#steps.filter(({ at }) => at <= now);
    this.#steps = this.#steps.filter(({ at }) => at > now);
    for (const { run } of due) run();
    if (this.#random() < probability) this.#begin(now);
  }

  #begin(now: number): void {
    const isQuiet = this.#activeProjects === 0 || this.#random() < ELSEWHERE;
    const path = this.#pickPath(isQuiet);
    const kind = KINDS[this.#pick(KINDS.length)] ?? 'failed';
    const { people, outsider, world } = this.#team;
    const person = people[this.#pick(people.length)];
    if (person === undefined || path === undefined) return;
    const isNoise = this.#random() < NOISE;
    const colleague = people[this.#pick(people.length)];
    const other = colleague === undefined || colleague === person ? outsider : colleague.login;
    this.#begun += 1;
    const marker = `m${this.#begun}m`;
    const story = { path, kind, marker, person: isNoise ? outsider : person.login, other };
    const quietBefore = this.#isQuiet(path, now);
    const act = FIRST_ACTS[kind](world, story);
    this.#lastActivity.set(path, now);
    const tell = (at: number, isHot: boolean): void => {
      act();
      this.#lastActivity.set(path, at);
      if (isNoise) return;
      const told = new RegExp(HEADLINES[kind] + marker);
      const follows = kind === 'passed' ? new RegExp(`🏁 Ready to merge[^]*${marker}`) : null;
      this.all.push({ marker, kind, chatId: person.id, at, isHot, told, follows });
    };
    // In a quiet project all comes at once, so that nothing has made its feeds hot before.
    if (quietBefore && isQuiet) tell(now, false);
    else this.#steps.push(this.#later(now, (at) => tell(at, !this.#isQuiet(path, at))));
  }

  #later(now: number, run: (at: number) => void): { readonly at: number; readonly run: () => void } {
    const at = now + (60 + this.#pick(420)) * 1_000;
    return { at, run: () => run(at) };
  }

  #isQuiet(path: string, now: number): boolean {
    const last = this.#lastActivity.get(path);
    return last === undefined || now - last > HOT_MS;
  }

  #pickPath(isQuiet: boolean): string | undefined {
    const { paths } = this.#team;
    const quiet = paths.length - this.#activeProjects;
    if (!isQuiet || quiet === 0) return paths[this.#pick(this.#activeProjects)];
    return paths[this.#activeProjects + this.#pick(quiet)];
  }

  #pick(count: number): number {
    return Math.floor(this.#random() * count);
  }
}

function open(world: ForgeWorld, path: string, marker: string, author: string): number {
  return world.openMergeRequest(path, { author, title: `Change ${marker}`, sourceBranch: marker }).number;
}

/** As it mostly comes to be: somebody pushes to the branch of their merge request. */
function runPipeline(world: ForgeWorld, story: Story, outcome: 'failed' | 'success'): () => void {
  const { path, marker, person } = story;
  const mergeRequest = open(world, path, marker, person);
  world.pushCommit(path, mergeRequest, person);
  const { id } = world.startPipeline(path, { by: person, ref: marker });
  const failedJobs = outcome === 'failed' ? [{ name: 'unit', stage: 'test' }] : [];
  return () => world.finishPipeline(path, id, outcome, failedJobs);
}
