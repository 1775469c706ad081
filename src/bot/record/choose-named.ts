import type { Line, Message } from '../../domain/message.js';
import type { PendingAction, WatchedProject } from '../../domain/ports/people-store.js';
import type { BotDeps } from '../bot-deps.js';
import { askAccount, findNamed, linkButton, MOST_AT_ONCE, short, takeMatch } from '../find-named.js';
import { matchWatches } from '../match-watch.js';
import { sentence } from '../phrase.js';
import { parseProjectReference } from '../project-reference.js';
import type { Match } from '../resolve-project.js';
import type { Turn } from '../turn.js';
import { choose, chooseNoMore } from './choose.js';
import { recordedBy } from './recorded.js';

export const CHOOSE_ACCOUNT = 'record-account';

/** Records each that is named; of one that several accounts see, asks with which. */
export async function chooseNamed(deps: BotDeps, turn: Turn, words: readonly string[]): Promise<void> {
  const { visit, talk, t } = turn;
  if (words.length > MOST_AT_ONCE) {
    return talk.reply({ lines: [sentence(t, 'watch.too-many', { count: MOST_AT_ONCE })] });
  }
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  const matches: Match[] = [];
  const refusals: Line[] = [];
  const questions: Message[] = [];
  for (const typed of words) {
    const found = await findNamed(deps, turn, accounts, parseProjectReference(typed, deps.forges));
    if ('kind' in found) refusals.push(found);
    else if (found.length === 1) matches.push(found[0]);
    else questions.push(await askAccount(deps, turn, found, { action: CHOOSE_ACCOUNT, payload: { typed } }));
  }
  const lines = [...refusals, ...(await choose(deps, turn, matches))];
  if (lines.length > 0) await talk.reply({ lines, buttons: linkButton(turn, accounts) });
  for (const question of questions) await talk.reply(question);
}

export async function finishChoice(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const match = await takeMatch(deps, turn, pending, choice);
  if (match === null) return;
  await turn.talk.answer();
  await turn.talk.show({ lines: await choose(deps, turn, [match]) });
}

/** A line on each word: what it named is no longer among the chosen ones, or never was. */
export async function endNamed(
  deps: BotDeps,
  turn: Turn,
  words: readonly string[],
): Promise<readonly Line[]> {
  const { visit, t } = turn;
  const chosen: WatchedProject[] = [];
  for (const account of await deps.stores.accounts.listOf(visit.visitor.id)) {
    chosen.push(...(await recordedBy(deps, account)).chosen);
  }
  const named = words.map((word) => [word, matchWatches(chosen, word, deps.forges)] as const);
  const lines: Line[] = [];
  for (const [word, watched] of named) {
    if (watched.length === 0) lines.push(sentence(t, 'record.not-chosen', { project: short(word) }));
  }
  for (const watched of new Set(named.flatMap(([, found]) => found))) {
    lines.push(await endOne(deps, turn, watched));
  }
  return lines;
}

export async function endOne(deps: BotDeps, { t }: Turn, watched: WatchedProject): Promise<Line> {
  const { path, url } = watched.project;
  const isStillRecorded = await chooseNoMore(deps, watched);
  const project = { text: path, href: url };
  return sentence(t, isStillRecorded ? 'record.ended-all' : 'record.ended', { project });
}
