import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { Line, Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { MOST_RECORDED } from '../../domain/recording.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { troubleLine } from '../forge-trouble.js';
import { accountSpans } from '../forge-words.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { record, recordedBy, recordNoMore, type Recording } from '../record/keep-record.js';
import { onCommand, onPending, type BotContext, type Turn } from '../turn.js';

const RECORD = 'record';

/** `/record`: the timeline keeps what happens in all of a person's projects, without telling of it. */
export function recordFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('record', (turn) => answer(deps, turn)));
  composer.use(onPending(RECORD, (turn, pending, choice) => press(deps, turn, pending, choice)));
  return composer;
}

async function answer(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk } = turn;
  await talk.answer();
  const word = (visit.command?.argument ?? '').toLowerCase();
  if (word === 'all') return talk.reply(await begin(deps, turn));
  if (word === 'off') return talk.reply(await end(deps, turn));
  await talk.reply(await state(deps, turn));
}

async function press(deps: BotDeps, turn: Turn, { id }: PendingAction, choice: number): Promise<void> {
  const { talk, t } = turn;
  const taken = await deps.stores.pending.take(id, deps.clock());
  if (taken === null) return talk.answer(t('press.expired'));
  await talk.answer();
  await talk.show(await (choice === 1 ? begin(deps, turn) : end(deps, turn)));
}

async function state(deps: BotDeps, turn: Turn): Promise<Message> {
  const { visit, t } = turn;
  const rows: Line[] = [];
  for (const account of await deps.stores.accounts.listOf(visit.visitor.id)) {
    const { length: count } = await recordedBy(deps, account);
    if (count > 0) rows.push(stateLine(turn, { account, count, hasMore: false }));
  }
  const isOn = rows.length > 0;
  const action = await keepPending(deps, visit, { action: RECORD, payload: {} });
  return {
    lines: isOn
      ? [...rows, sentence(t, 'record.next')]
      : [sentence(t, 'record.how', { count: MOST_RECORDED })],
    buttons: [
      [
        { label: t('record.button.all'), action: action(1) },
        ...(isOn ? [{ label: t('record.button.off'), action: action(0) }] : []),
      ],
    ],
  };
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
    lines.push('account' in recording ? stateLine(turn, recording) : recording);
  }
  if (done.some(({ hasMore }) => hasMore)) lines.push(sentence(t, 'record.more', { count: MOST_RECORDED }));
  if (done.some(({ count }) => count > 0)) lines.push(sentence(t, 'record.next'));
  await awaitFirstReads(
    deps,
    done.map(({ account }) => account.id),
  );
  return { lines };
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

function stateLine({ t }: Turn, { account, count }: Recording): Line {
  const spans = accountSpans(account);
  return count === 0 ? sentence(t, 'record.none', spans) : sentence(t, 'record.state', { ...spans, count });
}
