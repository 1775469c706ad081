import { text } from 'node:stream/consumers';
import type { ExitCode } from './exit-code.js';
import { runWish } from './run-wish.js';
import type { Wish } from './wish.js';

export function runInProcess(wish: Wish, { env, stdin, stdout, stderr }: NodeJS.Process): Promise<ExitCode> {
  return runWish(wish, {
    env,
    readInput: () => text(stdin),
    out: (words) => stdout.write(words),
    err: (words) => stderr.write(words),
    clock: () => new Date(),
  });
}
