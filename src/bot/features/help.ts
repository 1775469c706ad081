import { Composer } from 'telegraf';
import { line, type Line } from '../../domain/message.js';
import { encodePress } from '../callback-data.js';
import { GROUP_COMMANDS, type CommandName } from '../commands.js';
import type { Texts } from '../translator.js';
import { phrase } from '../phrase.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';

interface Topic {
  readonly name: 'see' | 'act' | 'watch' | 'when' | 'desk' | 'you';
  readonly commands: readonly CommandName[];
}

/** Every command but the two that whoever reads this has found. */
export const TOPICS: readonly Topic[] = [
  { name: 'see', commands: ['todo', 'mrs', 'pipelines', 'log', 'look', 'dashboard'] },
  {
    name: 'act',
    commands: [
      'do',
      'approve',
      'merge',
      'retry',
      'run',
      'cancel',
      'comment',
      'issue',
      'close',
      'reopen',
      'history',
    ],
  },
  { name: 'watch', commands: ['watch', 'watches', 'unwatch', 'mute', 'filters', 'why'] },
  { name: 'when', commands: ['quiet', 'unmute', 'timezone'] },
  { name: 'desk', commands: ['report', 'tickets', 'desk'] },
  { name: 'you', commands: ['token', 'accounts', 'language', 'status', 'forget'] },
];

function topicLines(t: Texts, name: Topic['name'], commands: readonly CommandName[]): readonly Line[] {
  if (commands.length === 0) return [];
  return [
    line(''),
    line({ text: t(`help.topic.${name}`), style: 'bold' }),
    ...commands.map((command) =>
      line({ text: `/${command}`, style: 'command' }, ' – ', t(`command.${command}`)),
    ),
  ];
}

/** Every other command with what it is for, and buttons for those that people come for. */
export function helpFeature(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('help', explain));
  return composer;
}

async function explain({ visit, talk, t }: Turn): Promise<void> {
  const isGroup = visit.chatKind === 'group';
  const run = (command: 'watch' | 'watches' | 'status') => ({
    label: t(`button.${command}`),
    action: encodePress({ kind: 'run', command }),
  });
  await talk.reply({
    lines: [
      ...phrase(t, isGroup ? 'help.group' : 'help.private'),
      ...TOPICS.flatMap(({ name, commands }) =>
        topicLines(
          t,
          name,
          commands.filter((command) => !isGroup || GROUP_COMMANDS.includes(command)),
        ),
      ),
      line(''),
      ...phrase(t, 'help.forms'),
    ],
    buttons: [isGroup ? [run('watches')] : [run('watch'), run('watches'), run('status')]],
  });
}
