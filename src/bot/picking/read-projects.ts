import type { Account } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { ForgeSession, ProjectWish } from '../../domain/ports/forge-adapter.js';
import type { OwnProject } from '../../domain/project.js';
import type { BotDeps } from '../bot-deps.js';
import { PAGE_SIZE } from '../paging.js';
import { grow, MOST_LISTED, type Picker } from './picker.js';

/** A search that finds little goes on with the next press. */
const MOST_READS = 10;

/** Reads the forge's pages until the view is full, and no further; the starred ones come first. */
export async function readAhead(deps: BotDeps, account: Account, picker: Picker): Promise<Picker> {
  const open = await deps.stores.accounts.open(account.id);
  if (open === null) return picker;
  const adapter = deps.adapters[account.forge.kind];
  const session = deps.openSession(open);
  const wish = picker.search === '' ? {} : { search: picker.search };
  let read = picker.nextPage === 1 ? await withStarred(deps, session, picker, wish) : picker;
  for (let reads = 0; reads < MOST_READS && read.nextPage !== null && !isFull(read); reads += 1) {
    const { projects, hasMore } = await adapter.listProjects(session, read.nextPage, wish);
    read = grow(read, projects, { nextPage: hasMore ? read.nextPage + 1 : null });
  }
  return { ...read, start: Math.min(read.start, lastStart(read)) };
}

function isFull({ projects, start }: Picker): boolean {
  return projects.length > start + PAGE_SIZE || projects.length >= MOST_LISTED;
}

function lastStart({ projects }: Picker): number {
  return Math.floor(Math.max(0, projects.length - 1) / PAGE_SIZE) * PAGE_SIZE;
}

async function withStarred(
  deps: BotDeps,
  session: ForgeSession,
  picker: Picker,
  wish: ProjectWish,
): Promise<Picker> {
  const starred = await readStarred(deps, session, wish);
  return grow(picker, starred, { nextPage: picker.nextPage, starred: starred.map(({ id }) => id) });
}

/** Only for the order: a token that may not read them lists the projects all the same. */
async function readStarred(
  { adapters, logger }: BotDeps,
  session: ForgeSession,
  wish: ProjectWish,
): Promise<readonly OwnProject[]> {
  try {
    const page = await adapters[session.forge.kind].listProjects(session, 1, { ...wish, isStarred: true });
    return page.projects;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    logger.info({ forge: session.forge.url, error }, 'starred projects could not be listed');
    return [];
  }
}
