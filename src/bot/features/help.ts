import { Composer } from 'telegraf';
import { line } from '../../domain/message.js';
import { encodePress } from '../callback-data.js';
import { COMMANDS, GROUP_COMMANDS, type CommandName } from '../commands.js';
import { phrase } from '../phrase.js';
import { onCommand, type BotContext, type Turn } from '../turn.js';

/** Whoever reads this has found these two. */
const FOUND: readonly CommandName[] = ['start', 'help'];

/** Every other command with what it is for, and buttons for those that people come for. */
export function helpFeature(): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('help', explain));
  return composer;
}

async function explain({ visit, talk, t }: Turn): Promise<void> {
  const isGroup = visit.chatKind === 'group';
  const commands = (isGroup ? GROUP_COMMANDS : COMMANDS).filter((command) => !FOUND.includes(command));
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
      ...phrase(t, 'help.forms'),
    ],
    buttons: [isGroup ? [run('watches')] : [run('watch'), run('watches'), run('status')]],
  });
}
