import { Command, type CommanderError } from 'commander';
import type { TailOptions } from '../../config/tail.js';
import { type TailKey, tailSchema } from '../../config/tail-schema.js';
import { EXIT } from './exit-code.js';

/** `forgewatch tail`, whose work is loaded when it is asked for. */
export function createTailCommand(
  act: (options: TailOptions) => Promise<void>,
  exit: (code: number) => void,
): Command {
  const command = new Command('tail')
    .description('follow projects live in this terminal: no bot, no server, no database')
    .argument('[project...]', 'group/app, a link, or a number; several are possible');
  for (const setting of Object.values(tailSchema)) {
    if ('flags' in setting) command.option(setting.flags, describe(setting));
  }
  return command
    .option('--no-color', 'No colours; NO_COLOR does the same.')
    .addHelpText(
      'after',
      '\nThe token is read from GITLAB_TOKEN or GITHUB_TOKEN. Each option has a variable, such as FORGEWATCH_TAIL_LEVEL.',
    )
    .exitOverride((error: CommanderError) => exit(error.exitCode === 0 ? EXIT.done : EXIT.usage))
    .action((projects: readonly string[], options: Readonly<Partial<Record<TailKey, unknown>>>) =>
      act({ ...options, projects }),
    );
}

function describe({ doc, default: value }: { readonly doc: string; readonly default: unknown }): string {
  const isWorthSaying = typeof value === 'number' || (typeof value === 'string' && value !== '');
  return isWorthSaying ? `${doc} (default: ${value})` : doc;
}
