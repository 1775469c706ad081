import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Feed } from '../../domain/feed.js';
import { addTallies, talliesByKind } from '../../domain/feed-tally.js';
import type { Line } from '../../domain/message.js';
import { isOfPeople } from '../../domain/watch.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { formatDuration } from '../duration.js';
import { accountSpans, FORGE_TROUBLE, instanceSpan, isForgeTrouble } from '../forge-words.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';

/** Of the lists that cannot be read. */
const MOST_NAMED = 5;

/** How a person's accounts are doing: what is looked at, what fails and why, what waits to be told. */
export function statusFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('status', (turn) => showStatus(deps, turn)));
  return composer;
}

async function showStatus(deps: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  const { stores, clock, countWaiting } = deps;
  const accounts = await stores.accounts.listOf(visit.visitor.id);
  const lines: Line[] = [];
  for (const account of accounts) {
    const watched = await stores.watches.listOfAccount(account.id);
    const { length: count } = watched.filter(({ watch }) => isOfPeople(watch));
    lines.push(sentence(t, 'status.account', { ...accountSpans(account), count }));
    const feeds = await stores.feeds.listOf(account.id);
    if (watched.length === 0 && feeds.length === 0 && account.state === 'active') continue;
    const paths = new Map(watched.map(({ project }) => [project.id, project.path]));
    lines.push(...accountLines(t, { account, feeds, paths }, clock()));
  }
  if (accounts.length === 0) lines.push(sentence(t, 'accounts.none'));
  const waiting = await countWaiting(visit.chatKey);
  if (waiting > 0) lines.push(sentence(t, 'status.waiting', { count: waiting }));
  const run = (command: 'watches' | 'token') => ({
    label: t(`button.${command}`),
    action: encodePress({ kind: 'run', command }),
  });
  await talk.reply({ lines, buttons: [[run(accounts.length === 0 ? 'token' : 'watches')]] });
}

interface Reading {
  readonly account: Account;
  readonly feeds: readonly Feed[];
  /** Of watched projects, by id. */
  readonly paths: ReadonlyMap<string, string>;
}

function accountLines(t: Texts, { account, feeds, paths }: Reading, now: Date): readonly Line[] {
  if (account.state === 'refused')
    return [sentence(t, 'token.refused', { forge: instanceSpan(account.forge) })];
  if (feeds.length === 0) return [sentence(t, 'status.idle')];
  const failing = feeds.filter((feed) => feed.lastError !== null);
  const codes = new Set(failing.map((feed) => feed.lastError ?? ''));
  const next = Math.min(...feeds.map((feed) => feed.nextPollAt.getTime()));
  const changes = feeds.map((feed) => feed.lastChangeAt?.getTime() ?? 0);
  const newest = Math.max(...changes);
  return [
    failing.length === 0
      ? sentence(t, 'status.well', { count: feeds.length })
      : sentence(t, 'status.failing', {
          count: failing.length,
          all: feeds.length,
          lists: namesOf(failing, paths),
        }),
    ...[...codes].map((code) => failureLine(t, account, failing, { code, now })),
    countsLine(t, feeds),
    ...(newest > 0
      ? [sentence(t, 'status.last-news', { ago: formatDuration(t, now.getTime() - newest) })]
      : []),
    ...(next > now.getTime()
      ? [sentence(t, 'status.next', { left: formatDuration(t, next - now.getTime()) })]
      : [overdueLine(t, now.getTime() - next)]),
  ];
}

function namesOf(failing: readonly Feed[], paths: ReadonlyMap<string, string>): string {
  const names = failing
    .slice(0, MOST_NAMED)
    .map(({ kind, projectId }) => [kind, paths.get(projectId ?? '')].filter(Boolean).join(' '));
  return [...names, ...(failing.length > MOST_NAMED ? ['…'] : [])].join(', ');
}

/** As on the page, by the kinds of lists. */
function countsLine(t: Texts, feeds: readonly Feed[]): Line {
  const kinds = talliesByKind(feeds).map(({ kind, fetched, stored }) => `${kind} ${fetched}/${stored}`);
  if (kinds.length === 0) return sentence(t, 'status.counts-none');
  return sentence(t, 'status.counts', { ...addTallies(feeds), kinds: kinds.join(', ') });
}

function overdueLine(t: Texts, lateMs: number): Line {
  return lateMs < 60_000
    ? sentence(t, 'status.now')
    : sentence(t, 'status.late', { late: formatDuration(t, lateMs) });
}

function failureLine(
  t: Texts,
  { forge }: Account,
  failing: readonly Feed[],
  { code, now }: { readonly code: string; readonly now: Date },
): Line {
  if (!isForgeTrouble(code)) return sentence(t, 'trouble.unexpected');
  const again = failing
    .filter(({ lastError }) => lastError === code)
    .map((feed) => feed.nextPollAt.getTime());
  const left = Math.min(...again) - now.getTime();
  // When it is read again follows from the pause that the forge asked for.
  return code === 'rate-limited' && left > 0
    ? sentence(t, 'status.limited', { forge: instanceSpan(forge), left: formatDuration(t, left) })
    : sentence(t, FORGE_TROUBLE[code], { forge: instanceSpan(forge) });
}
