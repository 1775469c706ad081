import type { Order, OrderAction } from '../../../domain/actions/order.js';
import type { RefusalCode } from '../../../domain/actions/refusal.js';
import type { ForgeError } from '../../../domain/errors.js';

/** `in-doubt`: the answer alone does not tell, and a read has to. `null`: no refusal of the order, but a failure. */
export type Verdict = RefusalCode | 'in-doubt' | null;

type Rule = readonly [words: RegExp, code: RefusalCode];

const SCOPE = /insufficient.scope|higher privileges|token lacks/i;
const TOKEN = /invalid.token|token (?:was|is|has) (?:revoked|expired|been)/i;

/** Orders whose 401 says that the person may not, as it says of a token that is not known. */
const UNAUTHORIZED: ReadonlySet<OrderAction> = new Set(['approve', 'unapprove', 'merge', 'stop-auto-merge']);

/** Orders that GitLab holds to the head commit that they name. */
const PINNED: ReadonlySet<OrderAction> = new Set(['approve', 'merge']);

/** What GitLab says beside 400, 403, 409 and 422, in its own language, which instances may translate. */
const WORDS: readonly Rule[] = [
  [/sha does not match/i, 'head-moved'],
  [/approve your own/i, 'own-work'],
  [/(?:jobs?|builds?|pipelines?) .*archived/i, 'too-old'],
  [
    /sufficient permission.*(?:branch|ref\b)|on protected (?:branch|ref)|(?:protected from|allow) force push/i,
    'protected-branch',
  ],
  [/reference not found/i, 'no-ref'],
  [
    /missing (?:ci config|\.gitlab-ci)|would have been empty|no stages|filtered out by workflow|will not run for the selected/i,
    'no-pipeline',
  ],
  [/set pipeline variables/i, 'no-variables'],
  [/pipelines are disabled/i, 'unsupported'],
  [/permission|not allowed to|invalid permissions/i, 'role'],
  [
    /not waiting for approval|not retryable|unplayable|not cancell?able|not playable|not resolvable/i,
    'state',
  ],
  [/reviewer not found/i, 'not-reviewer'],
  [/another open merge request|can ?not be replied|rebase operation/i, 'state'],
  [/approvals? is not configured|environment is not protected/i, 'nothing-to-do'],
];

interface Answer {
  readonly action: OrderAction;
  readonly words: string;
  /** What its words name, whatever its status. */
  readonly named: RefusalCode | undefined;
}

/** A merge request without commits has nothing to build. */
const NOT_ALLOWED: Partial<Record<OrderAction, RefusalCode>> = {
  'stop-auto-merge': 'nothing-to-do',
  'new-pipeline': 'no-pipeline',
};

/** https://docs.gitlab.com/api/rest/troubleshooting/#status-codes, and the pages of the single requests. */
const STATUSES: Readonly<Record<number, (answer: Answer) => Verdict>> = {
  400: ({ action, named }) => named ?? ifMerge(action, 'invalid'),
  401: ({ action, words }) => (UNAUTHORIZED.has(action) && !TOKEN.test(words) ? 'in-doubt' : null),
  403: ({ named, words }) => (SCOPE.test(words) ? 'scope' : (named ?? 'role')),
  404: () => 'in-doubt',
  405: ({ action }) => NOT_ALLOWED[action] ?? ifMerge(action, 'state'),
  406: ({ action }) => (action === 'stop-auto-merge' ? 'nothing-to-do' : ifMerge(action, 'state')),
  409: ({ action, named }) => named ?? (PINNED.has(action) ? 'head-moved' : 'state'),
  422: ({ action, named }) => named ?? ifMerge(action, 'invalid'),
};

export function verdictOn(error: ForgeError, { action }: Pick<Order, 'action'>): Verdict {
  if (error.code === 'rate-limited') return null;
  const words = error.words ?? '';
  const named = WORDS.find(([pattern]) => pattern.test(words))?.[1];
  return STATUSES[error.status ?? 0]?.({ action, words, named }) ?? null;
}

/** That it cannot be merged is all that the answer says; what stands in the way, the merge request tells. */
function ifMerge(action: OrderAction, otherwise: RefusalCode): Verdict {
  return action === 'merge' ? 'in-doubt' : otherwise;
}

const STATUS_LINE = /^\d{3} [A-Z][\w ]*?(?:\s+-\s+|$)/;

/** As much of it as means something to a person: no status line, and no JSON around the words. */
export function plainWords(words: string | undefined): string | null {
  const plain = withoutJson(words ?? '')
    .replace(STATUS_LINE, '')
    .trim();
  return plain === '' ? null : plain;
}

/** Validations answer with lists by the name of the field. */
function withoutJson(words: string): string {
  if (!/^[[{]/.test(words)) return words;
  try {
    return textsIn(JSON.parse(words)).join(' ');
  } catch {
    // Cut short.
    return words;
  }
}

function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
