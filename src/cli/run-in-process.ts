import { text } from 'node:stream/consumers';
import type { ExitCode } from './exit-code.js';
import { runWish } from './run-wish.js';
import type { Wish } from './wish.js';

export function runInProcess(wish: Wish, { env, stdin, stdout, stderr }: NodeJS.Process): Promise<ExitCode> {
  // Whether it was done is said by the exit code: a reader that has gone must not make it pass for undone.
  for (const stream of [stdout, stderr]) stream.on('error', () => undefined);
  return runWish(wish, {
    env,
    readInput: () => text(stdin),
    out: (words) => stdout.write(words),
    err: (words) => stderr.write(words),
    clock: () => new Date(),
  });
}
