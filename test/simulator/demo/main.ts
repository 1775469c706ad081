import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { DaemonState } from './daemon-process.js';
import type { Demo } from './demo.js';
import { runDemo } from './run-demo.js';
import { tailCommand } from './tail-command.js';

const entry =
  process.env['DEMO_DAEMON'] ?? fileURLToPath(new URL('../../../dist/src/main.js', import.meta.url));
const port = Number(process.env['DEMO_PORT'] ?? 0);
const language = process.env['DEMO_LANGUAGE'] ?? 'en';

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function tellDaemon(state: DaemonState, demo: Demo): void {
  if (state === 'running') say('  The daemon is running.');
  if (state !== 'dead') return;
  say(`  The daemon has ended (${demo.daemon.lastExit ?? 'unknown'}). It wrote last:`);
  for (const line of demo.daemon.log.slice(-15)) say(`    ${line}`);
  say('  The page can start it again.');
}

async function main(): Promise<void> {
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    process.stderr.write('DEMO_PORT must be a port number from 0 to 65535.\n');
    process.exitCode = 78;
    return;
  }
  if (!/^[a-z]{2}$/.test(language)) {
    process.stderr.write('DEMO_LANGUAGE must be a code of two letters, such as ru.\n');
    process.exitCode = 78;
    return;
  }
  if (!existsSync(entry)) {
    process.stderr.write(`There is no daemon at ${entry}: run "npm run build" first.\n`);
    process.exitCode = 1;
    return;
  }
  const running = await runDemo({ port, language, daemonEntry: entry, onDaemon: tellDaemon });
  say(
    `\n  Forgewatch demo: ${running.url}\n\n  Ctrl-C ends it. To follow the same from another terminal, in this folder:\n`,
  );
  for (const forge of running.demo.forges) say(`    ${tailCommand(forge)}`);
  say('');
  let isStopping = false;
  const stop = (): void => {
    if (isStopping) return;
    isStopping = true;
    say('\n  Stopping.');
    running.close().then(
      () => process.exit(0),
      (error: unknown) => {
        process.stderr.write(`${String(error)}\n`);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  process.on('SIGHUP', stop);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  process.exitCode = 1;
});
