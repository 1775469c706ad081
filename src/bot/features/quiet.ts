import { Composer } from 'telegraf';
import type { Preferences } from '../../domain/preferences.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import { parseQuiet } from '../quiet-argument.js';
import { quietPanel } from '../quiet-panel.js';
import { QUIET_PRESETS } from '../quiet-press.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** `/quiet`: the hours in which this chat is left alone. */
export function quietFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('quiet', (turn) => answerCommand(deps, turn)));
  composer.use(
    onPress('quiet-set', (turn, { preset }) =>
      change(deps, turn, { quietHours: preset === 'off' ? null : QUIET_PRESETS[preset] }),
    ),
  );
  composer.use(
    onPress('quiet-urgent', (turn, { passes }) => change(deps, turn, { letsUrgentThrough: passes })),
  );
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const wish = parseQuiet(visit.command?.argument ?? '');
  switch (wish.kind) {
    case 'show':
      return show(deps, turn, await deps.stores.preferences.find(visit.chatKey));
    case 'off':
      return change(deps, turn, { quietHours: null });
    case 'hours':
      return change(deps, turn, {
        quietHours: wish.hours,
        ...(wish.zone === null ? {} : { timeZone: wish.zone }),
      });
    default:
      return talk.reply({ lines: [sentence(t, `quiet.${wish.kind}`, { typed: wish.typed.slice(0, 60) })] });
  }
}

async function change(deps: BotDeps, turn: Turn, wanted: Partial<Preferences>): Promise<void> {
  const { preferences } = deps.stores;
  await show(deps, turn, await preferences.change(turn.visit.chatKey, wanted, deps.clock()));
}

async function show(deps: BotDeps, { visit, talk, t }: Turn, preferences: Preferences): Promise<void> {
  const now = deps.clock();
  const mutes = await deps.stores.mutes.list(visit.chatKey, now);
  await talk[visit.command === null ? 'show' : 'reply'](quietPanel(t, { preferences, mutes }, now));
}
