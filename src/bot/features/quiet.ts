import { Composer } from 'telegraf';
import type { Message, TextLine } from '../../domain/message.js';
import type { Preferences } from '../../domain/preferences.js';
import type { BotDeps } from '../bot-deps.js';
import { onPanelAnswer, placePanel, underNote } from '../panel-answer.js';
import { sentence } from '../phrase.js';
import { parseQuiet } from '../quiet-argument.js';
import { quietPanel } from '../quiet-panel.js';
import { QUIET_PRESETS } from '../quiet-press.js';
import { onCommand, onPress, onSettings, type BotContext, type Turn } from '../turn.js';

const ANSWER = 'quiet-answer';

/** `/quiet`: the hours in which this chat is left alone. */
export function quietFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const place = async (turn: Turn, wanted: Partial<Preferences> | null): Promise<void> =>
    placePanel(deps, turn, await panel(deps, turn, wanted), ANSWER);
  composer.use(
    onCommand('quiet', async (turn) => {
      const read = readTyped(turn, turn.visit.command?.argument ?? '');
      await ('fault' in read ? turn.talk.reply({ lines: [read.fault] }) : place(turn, read.wanted));
    }),
  );
  composer.use(onSettings('quiet', (turn) => place(turn, null)));
  composer.use(
    onPress('quiet-set', (turn, { preset }) =>
      place(turn, { quietHours: preset === 'off' ? null : QUIET_PRESETS[preset] }),
    ),
  );
  composer.use(onPress('quiet-urgent', (turn, { passes }) => place(turn, { letsUrgentThrough: passes })));
  composer.use(
    onPanelAnswer(deps, ANSWER, async (turn, typed) => {
      const read = readTyped(turn, typed);
      return 'fault' in read
        ? underNote(read.fault, await panel(deps, turn, null))
        : panel(deps, turn, read.wanted);
    }),
  );
  return composer;
}

/** `null`: nothing is to be changed. */
function readTyped(
  { t }: Turn,
  typed: string,
): { readonly wanted: Partial<Preferences> | null } | { readonly fault: TextLine } {
  const wish = parseQuiet(typed);
  switch (wish.kind) {
    case 'show':
      return { wanted: null };
    case 'off':
      return { wanted: { quietHours: null } };
    case 'hours': {
      const zone = wish.zone === null ? {} : { timeZone: wish.zone };
      return { wanted: { quietHours: wish.hours, ...zone } };
    }
    default:
      return { fault: sentence(t, `quiet.${wish.kind}`, { typed: wish.typed.slice(0, 60) }) };
  }
}

/** As it is once that is changed. */
async function panel(
  { stores, clock }: BotDeps,
  { visit, t }: Turn,
  wanted: Partial<Preferences> | null,
): Promise<Message> {
  const now = clock();
  const preferences = await (wanted === null
    ? stores.preferences.find(visit.chatKey)
    : stores.preferences.change(visit.chatKey, wanted, now));
  return quietPanel(t, { preferences, mutes: await stores.mutes.list(visit.chatKey, now) }, now);
}
