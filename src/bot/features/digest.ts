import { Composer } from 'telegraf';
import { line, type Button, type Line, type Message } from '../../domain/message.js';
import { type Preferences, zoneOf } from '../../domain/preferences.js';
import { lastOccasion } from '../../domain/schedule.js';
import { DAY, HOUR } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { parseDays, parseTime, printDays, printTime } from '../day-words.js';
import { collectDigest, hasNothing } from '../digest/collect.js';
import { digestLines } from '../digest/digest-message.js';
import { scopeOf } from '../digest/scope.js';
import { DIGEST_PRESETS, type DigestPress, encodeDigestPress } from '../digest-press.js';
import { formatDuration, parseDuration } from '../duration.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** `/digest`: the summary now, or at a chosen time; and reminders of reviews that wait. */
export function digestFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('digest', (turn) => answerCommand(deps, turn)));
  composer.use(
    onPress('digest-set', (turn, { preset }) =>
      change(deps, turn, { digest: preset === 'off' ? null : DIGEST_PRESETS[preset] }),
    ),
  );
  composer.use(
    onPress('remind-set', (turn, { hours }) =>
      change(deps, turn, { remindAfterHours: hours === 0 ? null : hours }),
    ),
  );
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const typed = visit.command?.argument ?? '';
  if (typed === '') return showNow(deps, turn);
  const wanted = readWish(typed);
  if (wanted === null)
    return talk.reply({ lines: [sentence(t, 'digest.unclear', { typed: typed.slice(0, 60) })] });
  await change(deps, turn, wanted);
}

/** `null`: not understood. */
function readWish(typed: string): Partial<Preferences> | null {
  const [first = '', ...rest] = typed.replaceAll(/\s*[-–—]\s*/g, '-').split(/[\s,]+/);
  if (first.toLowerCase() === 'off' && rest.length === 0) return { digest: null };
  if (first.toLowerCase() === 'remind') return readAge(rest);
  const at = parseTime(first);
  const days = parseDays(rest.filter((word) => word !== ''));
  return at === null || at === 1_440 || days === null ? null : { digest: { at, days } };
}

function readAge([word = '', ...rest]: readonly string[]): Partial<Preferences> | null {
  if (rest.length > 0) return null;
  if (word.toLowerCase() === 'off') return { remindAfterHours: null };
  const age = parseDuration(word);
  return age === null || age < HOUR ? null : { remindAfterHours: Math.round(age / HOUR) };
}

async function change(deps: BotDeps, { visit, talk, t }: Turn, wanted: Partial<Preferences>): Promise<void> {
  const preferences = await deps.stores.preferences.change(visit.chatKey, wanted, deps.clock());
  await talk[visit.command === null ? 'show' : 'reply'](panel(t, preferences, []));
}

/** Since the last occasion, or of one day. */
async function showNow(deps: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  const { stores, clock } = deps;
  const now = clock();
  const preferences = await stores.preferences.find(visit.chatKey);
  const { digest } = preferences;
  const dayAgo = new Date(now.getTime() - DAY);
  const since = digest === null ? dayAgo : lastOccasion(digest, zoneOf(preferences), now);
  const place = { chatKey: visit.chatKey, chatId: visit.address.chatId, kind: visit.chatKind };
  const found = await collectDigest(stores, await scopeOf(stores, place), { since, now });
  const lines = hasNothing(found)
    ? [sentence(t, 'digest.nothing')]
    : digestLines(found, { t, now, isBare: false });
  await talk.reply(panel(t, preferences, [...lines, line('')]));
}

function panel(t: Texts, preferences: Preferences, above: readonly Line[]): Message {
  const { digest, remindAfterHours } = preferences;
  const button = (label: TextKey, press: DigestPress): Button => ({
    label: t(label),
    action: encodeDigestPress(press),
  });
  return {
    lines: [...above, ...stateLines(t, preferences), sentence(t, 'digest.how')],
    buttons: [
      [
        button('button.digest-morning', { kind: 'digest-set', preset: 'morning' }),
        button('button.digest-daily', { kind: 'digest-set', preset: 'daily' }),
      ],
      [
        remindAfterHours === null
          ? button('button.remind-two-days', { kind: 'remind-set', hours: 48 })
          : button('button.remind-off', { kind: 'remind-set', hours: 0 }),
      ],
      ...(digest === null ? [] : [[button('button.digest-off', { kind: 'digest-set', preset: 'off' })]]),
    ],
  };
}

function stateLines(t: Texts, preferences: Preferences): readonly Line[] {
  const { digest, remindAfterHours, timeZone } = preferences;
  const zone = zoneOf(preferences);
  return [
    digest === null
      ? sentence(t, 'digest.none')
      : sentence(t, 'digest.set', { time: printTime(digest.at), days: printDays(t, digest.days), zone }),
    ...(digest !== null && timeZone === null ? [sentence(t, 'quiet.no-zone')] : []),
    ...(remindAfterHours === null
      ? []
      : [sentence(t, 'digest.remind', { age: formatDuration(t, remindAfterHours * HOUR) })]),
  ];
}
