import { Composer } from 'telegraf';
import { line } from '../../domain/message.js';
import { encodePress } from '../callback-data.js';
import { COMMANDS, GROUP_COMMANDS } from '../commands.js';
import { phrase, sentence } from '../phrase.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';

/** Every command with what it is for, and buttons for those that people come for. */
export function helpFeature(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('help', explain));
  return composer;
}

async function explain({ visit, talk, t }: Turn): Promise<void> {
  const isGroup = visit.chatKind === 'group';
  const commands = isGroup ? GROUP_COMMANDS : COMMANDS;
  const run = (command: 'watch' | 'watches' | 'status') => ({
    label: t(`button.${command}`),
    action: encodePress({ kind: 'run', command }),
  });
  await talk.reply({
    lines: [
      ...phrase(t, isGroup ? 'help.group' : 'help.private'),
      line(''),
      ...commands.map((command) =>
        line({ text: `/${command}`, style: 'command' }, ' – ', t(`command.${command}`)),
      ),
      line(''),
      sentence(t, 'help.forms'),
    ],
    buttons: [isGroup ? [run('watches')] : [run('watch'), run('watches'), run('status')]],
  });
}
