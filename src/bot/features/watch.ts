import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Line, Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { PLAIN_LEVELS, type PlainLevel } from '../../domain/watch.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { troubleLine } from '../forge-trouble.js';
import { accountParams, instanceName, instanceSpan } from '../forge-words.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { isRecord, listOf, projectFromJson, projectToJson, textIn } from '../pending-payload.js';
import type { ProjectReference } from '../project-reference.js';
import { resolveProject, type Match, type Resolution } from '../resolve-project.js';
import { CONFIRM_GROUP, finishConfirmation, startWatch } from '../start-watch.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';
import { parseWatchArgument } from '../watch-argument.js';
import { offerProjects } from './pick-project.js';

const CHOOSE_ACCOUNT = 'choose-account';

/** Each is looked up with every account that could have it. */
const MOST_AT_ONCE = 10;

/** Starts watches by path, link or id; without one, offers what the token can see. */
export function watchFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('watch', (turn) => watch(deps, turn)));
  composer.use(
    onPending(CHOOSE_ACCOUNT, (turn, pending, choice) => finishChoice(deps, turn, pending, choice)),
  );
  composer.use(
    onPending(CONFIRM_GROUP, (turn, pending, choice) => finishConfirmation(deps, turn, pending, choice)),
  );
  return composer;
}

interface Wish {
  readonly accounts: readonly Account[];
  /** `null`: not named. */
  readonly level: PlainLevel | null;
}

async function watch(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  await talk.answer();
  const { references, level } = parseWatchArgument(visit.command?.argument ?? '', deps.forges);
  if (references.length > MOST_AT_ONCE) {
    return talk.reply({ lines: [sentence(t, 'watch.too-many', { count: MOST_AT_ONCE })] });
  }
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  if (references.length === 0 && visit.chatKind === 'group') {
    return talk.reply({ lines: [sentence(t, 'watch.group-needs-path')] });
  }
  if (references.length === 0) return offerProjects(deps, turn, accounts, { level, how: 'reply' });
  const wish = { accounts, level };
  const messages: Message[] = [];
  const refusals: Line[] = [];
  for (const reference of references) {
    const outcome = await watchOne(deps, turn, reference, wish);
    if ('kind' in outcome) refusals.push(outcome);
    else messages.push(outcome);
  }
  const accountIds = messages.length === 0 ? [] : accounts.map(({ id }) => id);
  await awaitFirstReads(deps, accountIds);
  if (refusals.length > 0) await talk.reply({ lines: refusals, buttons: linkButton(turn, accounts) });
  for (const message of messages) await talk.reply(message);
}

/** A line says why not; a message shows the watch, or asks. */
async function watchOne(
  deps: BotDeps,
  turn: Turn,
  reference: ProjectReference,
  { accounts, level }: Wish,
): Promise<Line | Message> {
  const { t, visit } = turn;
  const { typed } = reference;
  if (reference.kind === 'invalid') return sentence(t, 'watch.invalid', { typed: short(typed) });
  if (reference.kind === 'foreign-host') {
    const allowed = deps.forges.map((forge) => instanceName(forge)).join(', ');
    return sentence(t, 'watch.foreign-host', { host: short(reference.host), allowed });
  }
  if (accounts.length === 0)
    return sentence(t, visit.chatKind === 'group' ? 'watch.no-account-group' : 'watch.no-account');
  const resolution = await resolveProject(deps, accounts, reference);
  if (resolution.kind !== 'found') return refusal(turn, typed, resolution);
  const [match, ...others] = resolution.matches;
  if (others.length > 0) return askAccount(deps, turn, resolution.matches, { level, typed });
  return startWatch(deps, turn, match, { level, typed });
}

function refusal({ t }: Turn, typed: string, resolution: Exclude<Resolution, { kind: 'found' }>): Line {
  const project = short(typed);
  switch (resolution.kind) {
    case 'not-found':
      return sentence(t, 'watch.not-found', { project });
    case 'no-account':
      return sentence(t, 'watch.no-account-there', { project, forge: instanceSpan(resolution.forge) });
    case 'failed':
      return troubleLine(t, resolution.trouble, resolution.forge);
  }
}

async function askAccount(
  deps: BotDeps,
  { t, visit }: Turn,
  matches: readonly Match[],
  wish: { readonly level: PlainLevel | null; readonly typed: string },
): Promise<Message> {
  const options = matches.map(({ account, project }) => ({
    accountId: account.id,
    project: projectToJson(project),
  }));
  const action = await keepPending(deps, visit, { action: CHOOSE_ACCOUNT, payload: { ...wish, options } });
  return {
    lines: [sentence(t, 'watch.which-account', { project: short(wish.typed) })],
    buttons: matches.map(({ account }, index) => [
      { label: t('watch.account-button', accountParams(account)), action: action(index) },
    ]),
  };
}

async function finishChoice(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const { t, talk, visit } = turn;
  const taken = await deps.stores.pending.take(pending.id, deps.clock());
  const option = listOf(taken?.payload.options)[choice];
  const project = isRecord(option) ? projectFromJson(option.project) : null;
  const account = isRecord(option) ? await deps.stores.accounts.find(textIn(option, 'accountId')) : null;
  const level = PLAIN_LEVELS.find((known) => known === taken?.payload.level) ?? null;
  if (project === null || account?.personId !== visit.visitor.id) {
    return talk.answer(t('press.expired'));
  }
  const typed = textIn(pending.payload, 'typed');
  const message = await startWatch(deps, turn, { account, project }, { level, typed });
  await awaitFirstReads(deps, [account.id]);
  await talk.show(message);
}

/** Only a person's own chat is the place to link an account. */
function linkButton({ t, visit }: Turn, accounts: readonly Account[]): NonNullable<Message['buttons']> {
  if (accounts.length > 0 || visit.chatKind === 'group') return [];
  return [[{ label: t('button.token'), action: encodePress({ kind: 'run', command: 'token' }) }]];
}

function short(text: string): string {
  return text.length <= 100 ? text : `${text.slice(0, 99)}…`;
}
