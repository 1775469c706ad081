#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { Command } from 'commander';
import { loadConfig } from '../config/index.js';
import { EXIT } from './cli/exit-code.js';
import { createForgeCommands } from './cli/forge-commands.js';
import { ConfigError } from './domain/errors.js';
import { nearestOf } from './domain/nearest-word.js';
import { createLogger } from './runtime/logger.js';
import { stopOnSignals } from './runtime/shutdown.js';
import { endOnUncaught } from './runtime/uncaught.js';
import { createTailCommand } from './tail/tail-command.js';

/** sysexits.h: the settings are wrong, and starting again will not help. */
const EXIT_CONFIG = 78;

async function start(): Promise<void> {
  const config = loadConfig(process.env, process.cwd());
  const logger = createLogger(config.log);
  const exit = (code: number): void => process.exit(code);
  endOnUncaught({ logger, exit });
  // It brings the database: no other command is to wait for that.
  const { createApp } = await import('./app.js');
  const app = createApp(config, {
    logger,
    clock: () => new Date(),
    onFatal(error) {
      logger.error({ error }, 'cannot go on');
      exit(1);
    },
  });
  stopOnSignals({ stop: app.stop, logger, exit });
  await app.start();
}

/** The package's own version, found from the compiled file as well as from the source. */
function version(): string {
  for (const path of ['../../package.json', '../package.json']) {
    try {
      const manifest: unknown = JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'));
      if (typeof manifest === 'object' && manifest !== null && 'version' in manifest)
        return String(manifest.version);
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  return 'unknown';
}

function explain(error: unknown): void {
  if (error instanceof ConfigError) {
    process.stderr.write(
      `Forgewatch cannot start:\n${error.faults.map((fault) => `  - ${fault}\n`).join('')}`,
    );
    process.exit(EXIT_CONFIG);
  }
  process.stderr.write(`Forgewatch stopped: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}

const program = new Command('forgewatch')
  .description('GitLab and GitHub on Telegram, from behind the firewall.')
  .version(version());
program.command('start', { isDefault: true }).description('run the daemon').action(start);
program.addCommand(
  createTailCommand(
    async (options) => {
      const { startTail } = await import('./tail/start-tail.js');
      await startTail(process, options);
    },
    (code) => process.exit(code),
  ),
);
const forgeCommands = createForgeCommands(
  async (wish) => {
    const { runInProcess } = await import('./cli/run-in-process.js');
    process.exitCode = await runInProcess(wish, process);
  },
  (code) => process.exit(code),
);
for (const command of forgeCommands) program.addCommand(command);
const [word] = process.argv.slice(2);
const words = [...program.commands.map((command) => command.name()), 'help'];
// It would pass for an argument of `start` otherwise.
if (word !== undefined && !word.startsWith('-') && !words.includes(word)) {
  const nearest = nearestOf(word, words);
  const advice =
    nearest === null || nearest.distance > 2 ? 'see forgewatch --help' : `did you mean ${nearest.word}?`;
  program.error(`error: there is no command '${word}': ${advice}`, { exitCode: EXIT.usage });
}
await program.parseAsync().catch(explain);
