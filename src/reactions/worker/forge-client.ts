import type { IssueLook, MergeRequestLook, PipelineLook } from '../../domain/actions/look.js';
import type { Receipt } from '../../domain/actions/order.js';
import type { Json } from '../../domain/json.js';
import type { ForgeClient } from '../public.js';
import type { ToModule } from '../messages.js';

/** Asks the daemon, which holds the token, and rejects with `CallFailure`. */
export type Ask = <T>(method: string, ...args: readonly unknown[]) => Promise<T>;

/** The forge as one run of a handler sees it. */
export function createForgeClient(
  ask: Ask,
  { me, isDryRun }: Pick<Extract<ToModule, { kind: 'run' }>, 'me' | 'isDryRun'>,
): ForgeClient {
  const act = (action: string, target: unknown, input: object = {}): Promise<Receipt> =>
    ask('act', action, target, input);
  return {
    me,
    isDryRun,
    readIssue: (number) => ask<IssueLook>('look', { kind: 'issue', number }),
    readMergeRequest: (number) => ask<MergeRequestLook>('look', { kind: 'merge-request', number }),
    readPipeline: (id) => ask<PipelineLook>('look', { kind: 'pipeline', id }),
    changedFiles: ({ number }) => pages((page) => ask('changedFiles', number, page)),
    comments: (target) => pages((page) => ask('comments', target, page)),
    openThreads: ({ number }) => ask('openThreads', number),
    members: (query = '') => ask('members', query),
    labels: () => ask('labels'),
    branches: (query = '') => ask('branches', query),
    workflows: (ref) => ask('workflows', ref),
    comment: (target, text, more = {}) => act('comment', target, { text, ...more }),
    close: (target) => act('close', target),
    reopen: (target) => act('reopen', target),
    label: (target, label) => act('label', target, { label }),
    assign: (target, person) => act('assign', target, { person }),
    askReview: (target, person) => act('ask-review', target, { person }),
    approve: (target) => act('approve', target),
    merge: (target, more = {}) => act('merge', target, more),
    createIssue: (draft) => ask('createIssue', draft),
    retry: (target) => act('retry', target),
    rerun: (target) => act('rerun', target),
    cancel: (target) => act('cancel', target),
    runPipeline: (ref, more = {}) => ask('runPipeline', ref, more),
    once: ((key: string, work: () => unknown) => once(ask, key, work)) as ForgeClient['once'],
  };
}

interface Page<T> {
  readonly items: readonly T[];
  readonly hasMore: boolean;
}

async function* pages<T>(read: (page: number) => Promise<Page<T>>): AsyncGenerator<T> {
  for (let page = 1, hasMore = true; hasMore; page += 1) {
    const found = await read(page);
    yield* found.items;
    ({ hasMore } = found);
  }
}

/** A value that is not there is kept as `null`. Of one that is no JSON the module hears before anything is asked. */
async function once(ask: Ask, key: string, work: () => unknown): Promise<unknown> {
  const known = await ask<{ readonly value: Json } | null>('recall', key);
  if (known !== null) return known.value;
  const value = await work();
  JSON.stringify(value);
  await ask('remember', key, value ?? null);
  return value;
}
