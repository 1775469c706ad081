import type { Account } from '../../domain/account.js';
import { line, type Line, type Message } from '../../domain/message.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { MOST_RECORDED } from '../../domain/recording.js';
import type { BotDeps } from '../bot-deps.js';
import { accountParams, accountSpans } from '../forge-words.js';
import { keepPending } from '../pending.js';
import { sentence } from '../phrase.js';
import { shortTitle } from '../short-title.js';
import type { Turn } from '../turn.js';
import type { Recording } from './keep-record.js';
import { recordedBy, type Recorded } from './recorded.js';

/** What the buttons under it are kept as. */
export const RECORD = 'record';

/** Choices behind the buttons; of an account and of a chosen project, its place in the payload is added. */
export const CHOICE = { off: 0, all: 1, account: 100, end: 200 } as const;

/** A message of Telegram has room for 100 buttons. */
const MOST_ENDED = 80;
const MOST_ACCOUNTS = 15;

/** What is recorded of each account, and buttons for what can be done about it. */
export async function showState(
  deps: BotDeps,
  turn: Turn,
  headlines: readonly Line[] = [],
): Promise<Message> {
  const { visit, t } = turn;
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  const lines: Line[] = [];
  const chosen: WatchedProject[] = [];
  let isFollowing = false;
  for (const account of accounts) {
    const recorded = await recordedBy(deps, account);
    lines.push(...linesOf(turn, account, recorded));
    chosen.push(...recorded.chosen);
    isFollowing ||= recorded.followed.length > 0;
  }
  const isOn = isFollowing || chosen.length > 0;
  const closing = isFollowing ? 'record.next' : isOn ? 'record.chosen-next' : 'record.how';
  return {
    lines: [...headlines, ...lines, sentence(t, closing, { count: MOST_RECORDED })],
    buttons: await buttonsOf(deps, turn, { accounts, chosen: chosen.slice(0, MOST_ENDED), isOn }),
  };
}

export function stateLine({ t }: Turn, { account, count }: Pick<Recording, 'account' | 'count'>): Line {
  const spans = accountSpans(account);
  return count === 0 ? sentence(t, 'record.none', spans) : sentence(t, 'record.state', { ...spans, count });
}

function linesOf(turn: Turn, account: Account, { followed, chosen }: Recorded): readonly Line[] {
  const count = chosen.length;
  return [
    ...(count === 0 ? [] : [sentence(turn.t, 'record.chosen', { ...accountSpans(account), count })]),
    ...chosen.map(({ project }) => line('• ', { text: project.path, href: project.url })),
    ...(followed.length === 0 ? [] : [stateLine(turn, { account, count: followed.length })]),
  ];
}

async function buttonsOf(
  deps: BotDeps,
  { t, visit }: Turn,
  {
    accounts,
    chosen,
    isOn,
  }: {
    readonly accounts: readonly Account[];
    readonly chosen: readonly WatchedProject[];
    readonly isOn: boolean;
  },
): Promise<NonNullable<Message['buttons']>> {
  const offered = accounts.slice(0, MOST_ACCOUNTS);
  const payload = { accounts: offered.map(({ id }) => id), chosen: chosen.map(({ watch }) => watch.id) };
  const action = await keepPending(deps, visit, { action: RECORD, payload });
  const choose = offered.length > 1 ? 'record.button.choose-of' : 'record.button.choose';
  return [
    ...chosen.map(({ project }, index) => [
      {
        label: t('record.button.end', { project: shortTitle(project.path, 40) }),
        action: action(CHOICE.end + index),
      },
    ]),
    ...offered.map((account, index) => [
      { label: t(choose, accountParams(account)), action: action(CHOICE.account + index) },
    ]),
    [
      { label: t('record.button.all'), action: action(CHOICE.all) },
      ...(isOn ? [{ label: t('record.button.off'), action: action(CHOICE.off) }] : []),
    ],
  ];
}
