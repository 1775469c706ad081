import { z } from 'zod';
import { CallRefused } from './call-failure.js';

/** Modules may be JavaScript: what they hand over is looked at before it is used. */

const text = z.string().min(1).max(100_000);
const number = z.string().regex(/^\d{1,20}$/, 'must be a number as text');
const page = z.number().int().min(1).max(10_000);
const person = z.object({ id: text, login: text, name: z.string() });
const key = z
  .string()
  .min(1)
  .max(500)
  .refine((words) => !words.includes('\0'), 'must not hold a NUL');
const value = z.json().refine((kept) => isKeepable(JSON.stringify(kept)), 'is too large, or holds a NUL');
const query = z.string().max(255);

const discussed = z.object({ kind: z.enum(['issue', 'merge-request']), number });
const pipeline = z.object({ kind: z.literal('pipeline'), id: number });
const target = z.discriminatedUnion('kind', [discussed.extend({ headSha: text.optional() }), pipeline]);

const ACTION_NAMES = [
  'comment',
  'close',
  'reopen',
  'label',
  'assign',
  'ask-review',
  'approve',
  'merge',
  'retry',
  'rerun',
  'cancel',
] as const;

const input = z.object({
  text: text.optional(),
  threadId: text.optional(),
  label: text.optional(),
  person: person.optional(),
  method: z.enum(['merge', 'squash', 'rebase']).optional(),
});

/** Arguments of each call. */
export const CALLS = {
  look: z.tuple([target]),
  changedFiles: z.tuple([number, page]),
  comments: z.tuple([discussed, page]),
  openThreads: z.tuple([number]),
  members: z.tuple([query]),
  labels: z.tuple([]),
  branches: z.tuple([query]),
  workflows: z.tuple([text]),
  act: z.tuple([z.enum(ACTION_NAMES), target, input]),
  createIssue: z.tuple([
    z.object({
      title: text,
      text: z.string().max(100_000).default(''),
      labels: z.array(text).max(100).default([]),
      assignees: z.array(person).max(20).default([]),
      isConfidential: z.boolean().default(false),
    }),
  ]),
  runPipeline: z.tuple([
    text,
    z.object({
      workflowId: text.nullable().default(null),
      variables: z.record(z.string(), z.string()).default({}),
    }),
  ]),
  recall: z.tuple([key]),
  remember: z.tuple([key, value]),
} as const;

/** The database takes no NUL, and a memory is no place for files. */
function isKeepable(written: string): boolean {
  return written.length <= 64 * 1024 && !written.includes('\\u0000');
}

export type Method = keyof typeof CALLS;
export type ArgsOf<M extends Method> = z.infer<(typeof CALLS)[M]>;
export type ActArgs = ArgsOf<'act'>;

export function isMethod(method: string): method is Method {
  return Object.hasOwn(CALLS, method);
}

/** Throws `CallRefused('invalid')` with what is wrong and where. */
export function parseArgs<M extends Method>(method: M, args: readonly unknown[]): ArgsOf<M> {
  const parsed = CALLS[method].safeParse(args);
  if (parsed.success) return parsed.data as ArgsOf<M>;
  const [issue] = parsed.error.issues;
  const place = issue === undefined ? '' : issue.path.slice(1).join('.');
  const what = place === '' ? 'an argument' : `'${place}'`;
  // By the name that the module knows it under.
  const name = method === 'act' ? String(args[0]) : method;
  throw new CallRefused('invalid', `${what} of ${name} cannot be used: ${issue?.message ?? 'unknown'}`);
}
