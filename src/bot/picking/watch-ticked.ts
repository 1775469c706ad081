import type { Account } from '../../domain/account.js';
import { line, type Message } from '../../domain/message.js';
import { OPEN_LEVELS, type OpenLevel, type PlainLevel } from '../../domain/watch.js';
import { awaitFirstReads } from '../await-first-reads.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { sentence } from '../phrase.js';
import { putWatch } from '../put-watch.js';
import { backToWatches } from '../settings-button.js';
import type { Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import { CHOICE, type Picker } from './picker.js';
import { sampleCard } from './sample-card.js';

const LEVEL_CHOICES = {
  participating: CHOICE.participating,
  team: CHOICE.team,
  all: CHOICE.everything,
} as const satisfies Record<OpenLevel, number>;

export function levelBehind(choice: number): OpenLevel | null {
  return OPEN_LEVELS.find((level) => LEVEL_CHOICES[level] === choice) ?? null;
}

/** How much of what is ticked shall be told. */
export function levelsMessage(t: Texts, { ticked }: Picker, action: (choice: number) => string): Message {
  return {
    lines: [
      sentence(t, 'pick.levels', { count: ticked.length }),
      ...OPEN_LEVELS.map((level) =>
        line({ text: t(`level-button.${level}`), style: 'bold' }, ': ', t(`level.${level}`)),
      ),
    ],
    buttons: [
      OPEN_LEVELS.map((level) => ({
        label: t(`level-button.${level}`),
        action: action(LEVEL_CHOICES[level]),
      })),
      [{ label: t('button.previous'), action: action(CHOICE.back) }],
    ],
  };
}

/** Watches all that is ticked. Whoever watched nothing before is shown what a message will look like. */
export async function watchTicked(
  deps: BotDeps,
  turn: Turn,
  account: Account,
  { ticked, level, isFromWatches }: Pick<Picker, 'ticked' | 'isFromWatches'> & { readonly level: PlainLevel },
): Promise<void> {
  const { t, talk, visit } = turn;
  const isFirst = (await deps.stores.watches.listOfChat(visit.chatKey)).length === 0;
  for (const project of ticked) await putWatch(deps, visit, { account, project }, level);
  await awaitFirstReads(deps, [account.id]);
  await talk.answer();
  await talk.show({
    lines: [
      sentence(t, 'pick.started', { count: ticked.length }),
      ...ticked.map(({ path, url }) => line('• ', { text: path, href: url })),
      sentence(t, `level.${level}`),
    ],
    buttons: [
      isFromWatches
        ? backToWatches(t)
        : [
            { label: t('button.watches'), action: encodePress({ kind: 'run', command: 'watches' }) },
            { label: t('button.help'), action: encodePress({ kind: 'run', command: 'help' }) },
          ],
    ],
  });
  if (isFirst) await talk.reply(await sampleCard(deps, t, account, ticked));
}
