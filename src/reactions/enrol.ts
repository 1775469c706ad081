import type { Account, OpenAccount } from '../domain/account.js';
import { chatKey, REACTIONS_CHAT } from '../domain/chat.js';
import { ForgeError } from '../domain/errors.js';
import type { Forge } from '../domain/forge.js';
import type { Logger } from '../domain/logger.js';
import type { ForgeAdapters, ForgeSession } from '../domain/ports/forge-adapter.js';
import type { PeopleStores, WatchedProject } from '../domain/ports/people-store.js';
import type { ReactionStore } from '../domain/ports/reaction-store.js';
import type { Project } from '../domain/project.js';
import { refreshFeeds } from '../domain/refresh-feeds.js';
import type { Clock } from '../domain/time.js';
import type { WatchFilter } from '../domain/watch-filter.js';

export interface ReactionAccount {
  readonly forge: Forge;
  readonly login: string;
}

export interface ReactionProject {
  readonly forge: Forge;
  readonly path: string;
}

export interface EnrolDeps {
  readonly stores: Pick<PeopleStores, 'accounts' | 'chats' | 'feeds' | 'watches'>;
  readonly reactions: Pick<ReactionStore, 'findAccount'>;
  readonly adapters: ForgeAdapters;
  readonly openSession: (account: OpenAccount) => ForgeSession;
  readonly clock: Clock;
  readonly logger: Logger;
  /** Feeds became due. */
  readonly onFeedsChanged: () => void;
}

/** What is to be watched for the reactions, and how. */
export interface Enrolment {
  readonly accounts: readonly ReactionAccount[];
  readonly projects: readonly ReactionProject[];
  readonly filter: WatchFilter;
}

/** Keeps the watches of the reactions as the settings want them. What is not there yet is looked for again each time. */
export class Enroller {
  readonly #deps: EnrolDeps;
  /** Said once: what the operator has to do. */
  readonly #said = new Set<string>();
  /** By account and address. */
  readonly #projects = new Map<string, Project>();

  constructor(deps: EnrolDeps) {
    this.#deps = deps;
  }

  /** False while something of it is missing. */
  async enrol({ accounts, projects, filter }: Enrolment): Promise<boolean> {
    const { reactions } = this.#deps;
    await this.#deps.stores.chats.save({ address: REACTIONS_CHAT, kind: 'private', title: null });
    const kept = new Set<string>();
    let isComplete = true;
    for (const { forge, login } of accounts) {
      const account = await reactions.findAccount(forge.url, login);
      const name = `${login}@${forge.url}`;
      if (account === null || account.state === 'refused') {
        this.#say(
          name,
          { account: name },
          'no account for the reactions: its token has to be sent to the bot',
        );
        isComplete = false;
        await this.#keepWatches(account, kept);
        continue;
      }
      this.#said.delete(name);
      const mine = projects.filter((project) => project.forge.url === forge.url);
      const watched = await this.#watch(account, mine, filter);
      for (const id of watched) kept.add(id);
      isComplete &&= watched.length === mine.length;
    }
    await this.#removeOthers(kept);
    return isComplete;
  }

  /** A token that is refused now may be renewed: what it watched stays. */
  async #keepWatches(account: Account | null, kept: Set<string>): Promise<void> {
    const watched = await this.#deps.stores.watches.listOfChat(chatKey(REACTIONS_CHAT));
    for (const one of watched) if (one.account.id === account?.id) kept.add(one.watch.id);
  }

  async #watch(
    account: Account,
    wanted: readonly ReactionProject[],
    filter: WatchFilter,
  ): Promise<readonly string[]> {
    const { watches } = this.#deps.stores;
    const before = await watches.listOfAccount(account.id);
    const existing = before.filter(({ watch }) => watch.chatKey === chatKey(REACTIONS_CHAT));
    const kept: string[] = [];
    let hasChanged = false;
    for (const { path } of wanted) {
      const project = await this.#find(account, path);
      if (typeof project === 'string') {
        // It may be any of them: a project that was renamed is known by its new path.
        const perhaps = existing.filter((one) => project === 'not-asked' || isSamePath(one.project, path));
        kept.push(...perhaps.map(({ watch }) => watch.id));
        continue;
      }
      const known = existing.find((one) => one.project.id === project.id);
      kept.push(known?.watch.id ?? (await this.#put(account, project)));
      if (known !== undefined && isSameFilter(known, filter)) continue;
      await watches.setFilter(kept.at(-1) ?? '', filter);
      hasChanged = true;
    }
    if (hasChanged) await refreshFeeds(this.#deps, account.id);
    return kept;
  }

  async #put(account: Account, project: Project): Promise<string> {
    const { watch } = await this.#deps.stores.watches.put({
      chatKey: chatKey(REACTIONS_CHAT),
      accountId: account.id,
      project,
      level: 'participating',
      isConfirmed: true,
      now: this.#deps.clock(),
    });
    this.#deps.logger.info({ accountId: account.id, project: project.path }, 'reactions watch a project');
    return watch.id;
  }

  /** `not-asked`: whether it is there is not known. */
  async #find(account: Account, path: string): Promise<Project | 'not-found' | 'not-asked'> {
    const key = `${account.id} ${path}`;
    const known = this.#projects.get(key);
    if (known !== undefined) return known;
    const { adapters, openSession, stores } = this.#deps;
    const open = await stores.accounts.open(account.id);
    if (open === null) return 'not-asked';
    try {
      const project = await adapters[account.forge.kind].findProject(openSession(open), path);
      if (project === null) throw new ForgeError('not-found', { detail: 'the account sees no such project' });
      this.#projects.set(key, project);
      return project;
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      this.#say(
        `${key} ${error.code}`,
        { project: path, code: error.code },
        'reactions cannot watch a project',
      );
      return error.code === 'not-found' ? 'not-found' : 'not-asked';
    }
  }

  async #removeOthers(kept: ReadonlySet<string>): Promise<void> {
    const { watches } = this.#deps.stores;
    const others = (await watches.listOfChat(chatKey(REACTIONS_CHAT))).filter(
      ({ watch }) => !kept.has(watch.id),
    );
    for (const { watch } of others) await watches.remove(watch.id);
    for (const id of new Set(others.map(({ account }) => account.id))) await refreshFeeds(this.#deps, id);
  }

  #say(what: string, fields: Readonly<Record<string, unknown>>, message: string): void {
    if (this.#said.has(what)) return;
    this.#said.add(what);
    this.#deps.logger.warn(fields, message);
  }
}

/** Paths know no case. */
function isSamePath(project: Pick<Project, 'path'>, path: string): boolean {
  return project.path.toLowerCase() === path.toLowerCase();
}

function isSameFilter({ watch }: WatchedProject, filter: WatchFilter): boolean {
  return JSON.stringify(sorted(watch.filter)) === JSON.stringify(sorted(filter));
}

/** As the database gives it back, the order of the fields says nothing. */
function sorted(filter: WatchFilter | null): unknown {
  if (filter === null) return null;
  const toggles = (list: WatchFilter['on']): readonly string[] =>
    list.map(({ topic, type }) => `${topic} ${type ?? ''}`);
  return [filter.base, toggles(filter.on), toggles(filter.off)];
}
