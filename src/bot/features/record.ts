import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { Line, Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { isChosen, MOST_RECORDED } from '../../domain/recording.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { troubleLine } from '../forge-trouble.js';
import { accountSpans } from '../forge-words.js';
import { listOf } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import { showPicker } from '../picking/offer.js';
import { beginPicker } from '../picking/picker.js';
import { CHOOSE_ACCOUNT, chooseNamed, endNamed, endOne, finishChoice } from '../record/choose-named.js';
import { record, recordNoMore, type Recording } from '../record/keep-record.js';
import { recordedBy } from '../record/recorded.js';
import { CHOICE, RECORD, showState, stateLine } from '../record/show-state.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';
import { wordsIn } from '../watch-argument.js';

/** `/record`: the timeline keeps what happens in a person's projects, all or chosen ones, without telling of it. */
export function recordFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('record', (turn) => answer(deps, turn)));
  composer.use(onPending(RECORD, (turn, pending, choice) => press(deps, turn, pending, choice)));
  composer.use(
    onPending(CHOOSE_ACCOUNT, (turn, pending, choice) => finishChoice(deps, turn, pending, choice)),
  );
  return composer;
}

async function answer(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk } = turn;
  await talk.answer();
  const words = wordsIn(visit.command?.argument ?? '');
  const [first, ...others] = words;
  const order = first?.toLowerCase();
  if (first === undefined) return talk.reply(await showState(deps, turn));
  if (order === 'all' && others.length === 0) return talk.reply(await begin(deps, turn));
  if (order !== 'off') return chooseNamed(deps, turn, words);
  if (others.length === 0) return talk.reply(await end(deps, turn));
  await talk.reply({ lines: await endNamed(deps, turn, others) });
}

async function press(deps: BotDeps, turn: Turn, { id }: PendingAction, choice: number): Promise<void> {
  const { talk, t } = turn;
  const taken = await deps.stores.pending.take(id, deps.clock());
  if (taken === null) return talk.answer(t('press.expired'));
  const { payload } = taken;
  if (choice >= CHOICE.end) return endPressed(deps, turn, listOf(payload.chosen)[choice - CHOICE.end]);
  if (choice >= CHOICE.account) return offer(deps, turn, listOf(payload.accounts)[choice - CHOICE.account]);
  await talk.answer();
  await talk.show(await (choice === CHOICE.all ? begin(deps, turn) : end(deps, turn)));
}

async function endPressed(deps: BotDeps, turn: Turn, watchId: unknown): Promise<void> {
  const { talk, t, visit } = turn;
  const watched = typeof watchId === 'string' ? await deps.stores.watches.find(watchId) : null;
  const isTheirs = watched?.account.personId === visit.visitor.id && isChosen(watched.watch);
  if (!isTheirs) return talk.answer(t('press.expired'));
  await talk.answer();
  const line = await endOne(deps, turn, watched);
  await talk.show(await showState(deps, turn, [line]));
}

async function offer(deps: BotDeps, turn: Turn, accountId: unknown): Promise<void> {
  const picker = beginPicker(typeof accountId === 'string' ? accountId : '', { purpose: 'record' });
  await showPicker(deps, turn, picker, { how: 'show', id: deps.randomId() });
}

async function begin(deps: BotDeps, turn: Turn): Promise<Message> {
  const { visit, t } = turn;
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  if (accounts.length === 0) return { lines: [sentence(t, 'accounts.none')] };
  const lines: Line[] = [];
  const done: Recording[] = [];
  for (const account of accounts) {
    const recording = await tryToRecord(deps, turn, account);
    if ('account' in recording) done.push(recording);
    lines.push('account' in recording ? await outcome(deps, turn, recording) : recording);
  }
  if (done.some(({ hasMore }) => hasMore)) lines.push(sentence(t, 'record.more', { count: MOST_RECORDED }));
  if (done.some(({ count }) => count > 0)) lines.push(sentence(t, 'record.next'));
  await awaitFirstReads(
    deps,
    done.map(({ account }) => account.id),
  );
  return { lines };
}

async function outcome(deps: BotDeps, turn: Turn, recording: Recording): Promise<Line> {
  const { account, count } = recording;
  const { length: chosen } = (await recordedBy(deps, account)).chosen;
  return count === 0 && chosen >= MOST_RECORDED
    ? sentence(turn.t, 'record.no-room', { ...accountSpans(account), count: MOST_RECORDED })
    : stateLine(turn, recording);
}

async function tryToRecord(deps: BotDeps, { t }: Turn, account: Account): Promise<Recording | Line> {
  try {
    return await record(deps, account);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'projects to record could not be listed');
    return troubleLine(t, error, account.forge);
  }
}

async function end(deps: BotDeps, { visit, t }: Turn): Promise<Message> {
  for (const account of await deps.stores.accounts.listOf(visit.visitor.id)) {
    await recordNoMore(deps, account);
  }
  return { lines: [sentence(t, 'record.off')] };
}
