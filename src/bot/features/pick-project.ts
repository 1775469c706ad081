import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { Button, Message } from '../../domain/message.js';
import type { PendingAction, WatchedProject } from '../../domain/ports/people-store.js';
import type { OwnProject, Project } from '../../domain/project.js';
import { PLAIN_LEVELS, type PlainLevel } from '../../domain/watch.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { accountParams, accountSpans, FORGE_TROUBLE, instanceSpan } from '../forge-words.js';
import { PAGE_SIZE } from '../paging.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { listOf, projectFromJson, projectToJson, textIn } from '../pending-payload.js';
import { putWatch } from '../put-watch.js';
import { onPending, onPress, type BotContext, type Turn } from '../turn.js';

const PICK = 'pick-project';

/** Choices behind the projects of a view. */
const PREVIOUS = 900;
const NEXT = 901;

/** What a button keeps; whoever has more projects types the path. */
const MOST_LISTED = 400;

/** The list as far as it was read. */
interface Picker {
  readonly accountId: string;
  readonly level: PlainLevel;
  readonly projects: readonly OwnProject[];
  /** Page of the forge to read next; `null` at the end. */
  readonly nextPage: number | null;
  /** Index of the first project shown. */
  readonly start: number;
}

export function pickProjectFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onPress('pick-account', (turn, press) => pickFrom(deps, turn, press)));
  composer.use(onPending(PICK, (turn, pending, choice) => press(deps, turn, pending, choice)));
  return composer;
}

/** Offers the projects of the only account, or asks for the account first. */
export async function offerProjects(
  deps: BotDeps,
  turn: Turn,
  accounts: readonly Account[],
  level: PlainLevel,
): Promise<void> {
  const { t, talk } = turn;
  const [only, ...others] = accounts;
  if (only === undefined) {
    const link = { label: t('button.token'), action: encodePress({ kind: 'run', command: 'token' }) };
    return talk.reply({ lines: [sentence(t, 'watch.no-account')], buttons: [[link]] });
  }
  if (others.length === 0) return show(deps, turn, begin(only.id, level), 'reply');
  await talk.reply({
    lines: [sentence(t, 'pick.which-account')],
    buttons: accounts.map((account) => [
      {
        label: t('watch.account-button', accountParams(account)),
        action: encodePress({ kind: 'pick-account', accountId: account.id, level }),
      },
    ]),
  });
}

async function pickFrom(
  deps: BotDeps,
  turn: Turn,
  { accountId, level }: { readonly accountId: string; readonly level: PlainLevel },
): Promise<void> {
  await turn.talk.answer();
  await show(deps, turn, begin(accountId, level), 'show');
}

function begin(accountId: string, level: PlainLevel): Picker {
  return { accountId, level, projects: [], nextPage: 1, start: 0 };
}

async function press(deps: BotDeps, turn: Turn, pending: PendingAction, choice: number): Promise<void> {
  const { t, talk, visit } = turn;
  const picker = readPicker(pending);
  if (choice === PREVIOUS || choice === NEXT) {
    await talk.answer();
    const step = choice === NEXT ? PAGE_SIZE : -PAGE_SIZE;
    return show(deps, turn, { ...picker, start: Math.max(0, picker.start + step) }, 'show');
  }
  const project = picker.projects[choice];
  const account = await ownAccount(deps, turn, picker.accountId);
  if (project === undefined || account === null) return talk.answer(t('press.expired'));
  const watched = await deps.stores.watches.listOfChat(visit.chatKey);
  if (isWatched(watched, account, project)) return talk.answer(t('pick.already', { project: project.path }));
  await putWatch(deps, visit, { account, project }, picker.level);
  await awaitFirstReads(deps, [account.id]);
  await talk.answer(t('pick.started', { project: project.path }), 'toast');
  await show(deps, turn, picker, 'show');
}

async function show(deps: BotDeps, turn: Turn, picker: Picker, how: 'reply' | 'show'): Promise<void> {
  const { t, talk } = turn;
  const account = await ownAccount(deps, turn, picker.accountId);
  if (account === null) return talk.answer(t('accounts.gone'));
  try {
    await talk[how](await render(deps, turn, account, await readAhead(deps, account, picker)));
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'projects could not be listed');
    await talk.reply({
      lines: [sentence(t, FORGE_TROUBLE[error.code], { forge: instanceSpan(account.forge) })],
    });
  }
}

/** Reads the forge's pages until the view is full, and no further. */
async function readAhead(deps: BotDeps, account: Account, picker: Picker): Promise<Picker> {
  let { projects, nextPage } = picker;
  const open = await deps.stores.accounts.open(account.id);
  if (open === null) return picker;
  while (nextPage !== null && projects.length <= picker.start + PAGE_SIZE && projects.length < MOST_LISTED) {
    const page = await deps.adapters[account.forge.kind].listProjects(deps.openSession(open), nextPage);
    projects = [...projects, ...page.projects];
    nextPage = page.hasMore && page.projects.length > 0 ? nextPage + 1 : null;
  }
  return { ...picker, projects: projects.slice(0, MOST_LISTED), nextPage };
}

async function render(deps: BotDeps, { t, visit }: Turn, account: Account, picker: Picker): Promise<Message> {
  if (picker.projects.length === 0) return { lines: [sentence(t, 'pick.none', accountSpans(account))] };
  const { accountId, level, nextPage, start } = picker;
  const payload = {
    accountId,
    level,
    nextPage,
    start,
    projects: picker.projects.map((project) => projectToJson(project)),
  };
  const action = await keepPending(deps, visit, { action: PICK, payload });
  const watched = await deps.stores.watches.listOfChat(visit.chatKey);
  const rows = picker.projects.slice(start, start + PAGE_SIZE).map((project, index): Button[] => [
    {
      label: `${isWatched(watched, account, project) ? '✓ ' : ''}${labelOf(project)}`,
      action: action(start + index),
    },
  ]);
  const turns: Button[] = [];
  if (start > 0) turns.push({ label: t('button.previous'), action: action(PREVIOUS) });
  if (picker.projects.length > start + PAGE_SIZE)
    turns.push({ label: t('button.next'), action: action(NEXT) });
  return { lines: [sentence(t, 'pick.title', accountSpans(account))], buttons: [...rows, turns] };
}

/** The end of a long path tells projects apart. */
function labelOf({ path }: Project): string {
  return path.length <= 48 ? path : `…${path.slice(-47)}`;
}

function isWatched(watched: readonly WatchedProject[], account: Account, project: Project): boolean {
  return watched.some((one) => one.project.id === project.id && one.account.forge.url === account.forge.url);
}

async function ownAccount({ stores }: BotDeps, { visit }: Turn, accountId: string): Promise<Account | null> {
  const account = await stores.accounts.find(accountId);
  return account?.personId === visit.visitor.id && visit.chatKind === 'private' ? account : null;
}

function readPicker({ payload }: PendingAction): Picker {
  return {
    accountId: textIn(payload, 'accountId'),
    level: PLAIN_LEVELS.find((known) => known === payload.level) ?? 'participating',
    projects: listOf(payload.projects)
      .map((json) => projectFromJson(json))
      .filter((project) => project !== null),
    nextPage: typeof payload.nextPage === 'number' ? payload.nextPage : null,
    start: typeof payload.start === 'number' ? payload.start : 0,
  };
}
