import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';

type Reply<T> = { readonly result: T } | { readonly error: string };

/** One question at a time. */
export async function ask<T>(child: ChildProcess, question: object): Promise<T> {
  const answered = once(child, 'message') as Promise<[Reply<T>]>;
  const ended = once(child, 'exit').then(([code]): never => {
    throw new Error(`The other process ended with code ${String(code)}.`);
  });
  ended.catch(() => undefined);
  child.send(question);
  const [reply] = await Promise.race([answered, ended]);
  if ('error' in reply) throw new Error(reply.error);
  return reply.result;
}

/** The other end: answers whatever the parent asks, until it lets go. */
export function answerParent(answer: (question: never) => Promise<unknown>): void {
  process.on('message', (question: unknown) => {
    answer(question as never).then(
      (result) => process.send?.({ result }),
      (error: unknown) => process.send?.({ error: String(error) }),
    );
  });
  process.on('disconnect', () => process.exit(0));
}
