import type { Town, Townsman } from './town.js';

/** Something done on a forge that one person must be told of exactly once. */
export interface Happening {
  readonly marker: string;
  readonly person: Townsman;
  /** Matches the one message that tells it. */
  readonly told: RegExp;
}

const KINDS = ['pipeline', 'review', 'approval', 'mention'] as const;

/** A flood is told in one message, by a line for each thing. */
const SUMMED_UP = /^🌊/;

/** Makes things happen in a town; each can be told from every other by its marker. */
export class Happenings {
  readonly all: Happening[] = [];
  readonly #town: Town;
  readonly #random: () => number;

  constructor(town: Town, random: () => number) {
    this.#town = town;
    this.#random = random;
  }

  makeOne(): void {
    const forge = this.#random() < 0.5 ? 'gitlab' : 'github';
    const kind = KINDS[Math.floor(this.#random() * KINDS.length)] ?? 'pipeline';
    const person = this.#town.people[Math.floor(this.#random() * this.#town.people.length)]!;
    const marker = `m${this.all.length + 1}m`;
    const told = this.#make(forge, kind, person, marker);
    this.all.push({ marker, person, told });
  }

  /** How often each was told, by what stands in the chats now. */
  tally(): { readonly missing: readonly string[]; readonly repeats: number } {
    const missing: string[] = [];
    let repeats = 0;
    for (const { marker, person, told } of this.all) {
      const times = this.#town.telegram.world
        .botMessages(person.id)
        .map(({ text, history }) => history[0]?.text ?? text)
        .filter((text) => told.test(text) || (SUMMED_UP.test(text) && text.includes(marker))).length;
      if (times === 0) missing.push(marker);
      else repeats += times - 1;
    }
    return { missing, repeats };
  }

  #make(forge: 'gitlab' | 'github', kind: (typeof KINDS)[number], person: Townsman, marker: string): RegExp {
    const { worlds, projects, colleague } = this.#town;
    const world = worlds[forge];
    const path = projects[forge];
    if (kind === 'pipeline') {
      const { id } = world.startPipeline(path, { by: person.login, ref: marker });
      world.finishPipeline(path, id, 'failed', [{ name: 'unit', stage: 'test' }]);
      return new RegExp(`❌ .* failed on ${marker}`);
    }
    const author = kind === 'approval' ? person.login : colleague;
    const { number } = world.openMergeRequest(path, {
      author,
      title: `Change ${marker}`,
      sourceBranch: marker,
    });
    if (kind === 'review') world.requestReview(path, number, person.login, colleague);
    if (kind === 'approval') world.approve(path, number, colleague);
    if (kind === 'mention')
      world.comment(path, number, colleague, `@${person.login} please look at ${marker}`);
    const headline = { review: 'review was requested', approval: 'approved', mention: 'mentioned you' }[kind];
    return new RegExp(`${headline}[^]*${marker}`);
  }
}

/** Reproducible randomness: mulberry32. */
export function seededRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
