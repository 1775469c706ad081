import { Composer } from 'telegraf';
import { line, type Message, type TextLine } from '../../domain/message.js';
import { type Preferences, zoneOf } from '../../domain/preferences.js';
import { lastOccasion } from '../../domain/schedule.js';
import { DAY, HOUR } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { parseDays, parseTime } from '../day-words.js';
import { collectDigest, hasNothing } from '../digest/collect.js';
import { digestLines } from '../digest/digest-message.js';
import { scopeOf } from '../digest/scope.js';
import { digestPanel } from '../digest-panel.js';
import { DIGEST_PRESETS } from '../digest-press.js';
import { parseDuration } from '../duration.js';
import { onPanelAnswer, placePanel, underNote } from '../panel-answer.js';
import { sentence } from '../phrase.js';
import { isOff, isRemind } from '../spoken-words.js';
import { onCommand, onPress, onSettings, type BotContext, type Turn } from '../turn.js';

const ANSWER = 'digest-answer';

/** `/digest`: the summary now, or at a chosen time; and reminders of reviews that wait. */
export function digestFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const place = (turn: Turn, message: Message): Promise<void> => placePanel(deps, turn, message, ANSWER);
  const change = async (turn: Turn, wanted: Partial<Preferences>): Promise<void> =>
    place(turn, await changed(deps, turn, wanted));
  composer.use(
    onCommand('digest', async (turn) => {
      const typed = turn.visit.command?.argument ?? '';
      if (typed === '') return place(turn, await summaryOfNow(deps, turn));
      const wanted = readWish(typed);
      await (wanted === null ? turn.talk.reply({ lines: [unclear(turn, typed)] }) : change(turn, wanted));
    }),
  );
  composer.use(onSettings('digest', async (turn) => place(turn, await present(deps, turn))));
  composer.use(
    onPress('digest-set', (turn, { preset }) =>
      change(turn, { digest: preset === 'off' ? null : DIGEST_PRESETS[preset] }),
    ),
  );
  composer.use(
    onPress('remind-set', (turn, { hours }) =>
      change(turn, { remindAfterHours: hours === 0 ? null : hours }),
    ),
  );
  composer.use(onPanelAnswer(deps, ANSWER, (turn, typed) => takeTyped(deps, turn, typed)));
  return composer;
}

async function takeTyped(deps: BotDeps, turn: Turn, typed: string): Promise<Message> {
  if (typed === '') return present(deps, turn);
  const wanted = readWish(typed);
  if (wanted !== null) return changed(deps, turn, wanted);
  return underNote(unclear(turn, typed), await present(deps, turn));
}

function unclear({ t }: Turn, typed: string): TextLine {
  return sentence(t, 'digest.unclear', { typed: typed.slice(0, 60) });
}

async function present({ stores }: BotDeps, { visit, t }: Turn): Promise<Message> {
  return digestPanel(t, await stores.preferences.find(visit.chatKey));
}

async function changed(
  { stores, clock }: BotDeps,
  { visit, t }: Turn,
  wanted: Partial<Preferences>,
): Promise<Message> {
  return digestPanel(t, await stores.preferences.change(visit.chatKey, wanted, clock()));
}

/** `null`: not understood. */
function readWish(typed: string): Partial<Preferences> | null {
  const [first = '', ...rest] = typed.replaceAll(/\s*[-–—]\s*/g, '-').split(/[\s,]+/);
  if (isOff(first) && rest.length === 0) return { digest: null };
  if (isRemind(first)) return readAge(rest);
  const at = parseTime(first);
  const days = parseDays(rest.filter((word) => word !== ''));
  return at === null || at === 1_440 || days === null ? null : { digest: { at, days } };
}

function readAge([word = '', ...rest]: readonly string[]): Partial<Preferences> | null {
  if (rest.length > 0) return null;
  if (isOff(word)) return { remindAfterHours: null };
  const age = parseDuration(word);
  return age === null || age < HOUR ? null : { remindAfterHours: Math.round(age / HOUR) };
}

/** Since the last occasion, or of one day. */
async function summaryOfNow({ stores, clock }: BotDeps, { visit, t }: Turn): Promise<Message> {
  const now = clock();
  const preferences = await stores.preferences.find(visit.chatKey);
  const { digest } = preferences;
  const dayAgo = new Date(now.getTime() - DAY);
  const since = digest === null ? dayAgo : lastOccasion(digest, zoneOf(preferences), now);
  const place = { chatKey: visit.chatKey, chatId: visit.address.chatId, kind: visit.chatKind };
  const found = await collectDigest(stores, await scopeOf(stores, place, now), { since, now });
  const lines = hasNothing(found)
    ? [sentence(t, 'digest.nothing')]
    : digestLines(found, { t, now, isBare: false });
  return digestPanel(t, preferences, [...lines, line('')]);
}
