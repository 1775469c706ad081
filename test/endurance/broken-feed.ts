import type { SimServer } from '../simulator/core/sim-server.js';
import type { Town, Townsman } from '../support/town.js';
import { faultOf, type Row } from './fault-table.js';

export type ForgeKind = 'gitlab' | 'github';

/** What the owner of an account was told about it. */
export interface Notices {
  readonly refused: number;
  readonly lost: number;
  readonly regained: number;
}

/** How often a person was told these words; cards are edited later, so it is their first version that counts. */
export function timesTold(town: Town, person: Townsman, words: RegExp): number {
  return town.telegram.world
    .botMessages(person.id)
    .filter(({ text, history }) => words.test(history[0]?.text ?? text)).length;
}

export function timesToldOfFailure(town: Town, person: Townsman, ref: string): number {
  return timesTold(town, person, new RegExp(`failed on ${ref}(?!\\S)`));
}

export function failPipeline(
  town: Town,
  where: { readonly forge: ForgeKind; readonly project: string },
  person: Townsman,
  ref: string,
): void {
  const world = town.worlds[where.forge];
  const { id } = world.startPipeline(where.project, { by: person.login, ref });
  world.finishPipeline(where.project, id, 'failed');
}

/** The pipelines of one project that one person alone watches, on a forge that answers them badly for a while. */
export class BrokenFeed {
  readonly row: Row;
  readonly forge: ForgeKind;
  readonly person: Townsman;
  readonly project: string;
  readonly projectId: string;
  /** Requests that met the fault, once it has ended. */
  requestsWhileBroken = 0;
  readonly #town: Town;
  readonly #path: RegExp;
  #mend: (() => void) | null = null;

  constructor(town: Town, row: Row, forge: ForgeKind, person: Townsman) {
    this.#town = town;
    this.row = row;
    this.forge = forge;
    this.person = person;
    this.project = `acme/${forge}-${row.name}`;
    const members = [town.colleague, person.login];
    const { id } = town.worlds[forge].addProject(this.project, { members, isPrivate: true });
    this.projectId = String(id);
    this.#path =
      forge === 'gitlab'
        ? new RegExp(`/projects/${id}/pipelines\\b`)
        : new RegExp(`/(?:repos/${this.project}|repositories/${id})/actions/runs\\b`);
  }

  get meanwhile(): string {
    return `meanwhile-${this.forge}-${this.row.name}`;
  }

  get afterwards(): string {
    return `afterwards-${this.forge}-${this.row.name}`;
  }

  get notices(): Notices {
    const tell = (words: string): number => timesTold(this.#town, this.person, new RegExp(words));
    return {
      refused: tell(`:${new URL(this.#server.url).port} refuses the token`),
      lost: tell(`token cannot read ${this.project}\\b`),
      regained: tell(`token can read ${this.project}\\b`),
    };
  }

  get isBroken(): boolean {
    return this.#mend !== null;
  }

  break(): void {
    this.#mend = this.#server.faults.add({ path: this.#path, fault: faultOf(this.row) });
  }

  mend(): void {
    this.requestsWhileBroken = this.#requests().length;
    this.#mend?.();
    this.#mend = null;
  }

  /** Those who must act have heard of it; the others' feed has met the fault twice. */
  hasLastedLongEnough(elapsedMs: number): boolean {
    const { duty, leastMs = 0 } = this.row;
    if (duty === 'renew-token') return this.notices.refused > 0;
    if (duty === 'regain-access') return this.notices.lost > 0;
    return this.#requests().length >= (leastMs > 0 ? 1 : 2) && elapsedMs >= leastMs;
  }

  fail(ref: string): void {
    failPipeline(this.#town, this, this.person, ref);
  }

  told(ref: string): number {
    return timesToldOfFailure(this.#town, this.person, ref);
  }

  /** Since the log of the forge was cleared. */
  wasReadWell(): boolean {
    return this.#requests().some(({ status }) => status === 200 || status === 304);
  }

  get #server(): SimServer {
    return this.#town.servers[this.forge];
  }

  #requests() {
    return this.#server.log.matching('GET', this.#path);
  }
}
