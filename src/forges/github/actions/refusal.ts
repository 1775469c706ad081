import { ActionRefused, type RefusalCode } from '../../../domain/actions/refusal.js';
import type { ForgeError } from '../../../domain/errors.js';

type Rule = readonly [words: RegExp, code: RefusalCode];

/** Whatever the status: GitHub moves these between 403, 405 and 422. The first that fits counts. */
const ANYWHERE: readonly Rule[] = [
  [/workflow .*without .?workflows?.? (?:scope|permission)/i, 'workflow-scope'],
  [/does not have the correct permissions/i, 'role'],
  [/your own pull request|from pull request author/i, 'own-work'],
  [/head branch was modified|head sha (?:didn.t|did not|does not) match|expected[ _]head/i, 'head-moved'],
  [/over a month ago|older than|too old/i, 'too-old'],
  [/no new commits/i, 'up-to-date'],
  [/no failed jobs|nothing to/i, 'nothing-to-do'],
  [/merge conflict|conflicts? (?:with|between|must)/i, 'conflict'],
  [/\bis (?:still )?(?:in |a )?draft\b/i, 'draft'],
  [/protected branch rules not configured|draft .*not supported/i, 'unsupported'],
  [/protected branch|not authorized to push to this branch/i, 'protected-branch'],
  [/repository was archived/i, 'archived'],
  [/(?:issue|conversation|pull request) is locked/i, 'locked'],
  [/already running|is already merged|is closed|state (?:cannot be changed|invalid)/i, 'state'],
  [/cannot be (?:reopened|re-?run|retried|changed)/i, 'state'],
  [
    /does not have '?workflow_dispatch|auto.merge is not allowed|(?:are|a) disabled|not enabled/i,
    'unsupported',
  ],
];

const NOT_ALLOWED: readonly Rule[] = [
  [/not accessible by (?:personal access token|integration)|scope|token|oauth|saml/i, 'scope'],
];

const NOT_MERGEABLE: readonly Rule[] = [
  // It says to review and to try again; another merge came first.
  [/base branch was modified/i, 'not-mergeable'],
  [/through the merge queue/i, 'merge-queue'],
  [/status checks? .*(?:fail|error)/i, 'checks-failed'],
  [/status checks?/i, 'checks-pending'],
  [/review|approv/i, 'needs-approval'],
  [/out.of.date|up.to.date|behind/i, 'behind'],
  [/conflict/i, 'conflict'],
  [/conversation|resolved|thread/i, 'threads-open'],
];

const NOT_ACCEPTED: readonly Rule[] = [
  [/already/i, 'already-done'],
  [/no ref found/i, 'no-ref'],
  // What GraphQL says of a merge that would go through now.
  [/(?:clean|unstable) status/i, 'state'],
  [/head ref does not exist/i, 'state'],
];

const BY_STATUS: Readonly<
  Record<number, { readonly rules: readonly Rule[]; readonly otherwise: RefusalCode }>
> = {
  403: { rules: NOT_ALLOWED, otherwise: 'role' },
  405: { rules: NOT_MERGEABLE, otherwise: 'not-mergeable' },
  409: { rules: [], otherwise: 'state' },
  422: { rules: NOT_ACCEPTED, otherwise: 'invalid' },
};

/**
 * What GitHub means by refusing a write; `null` where it did not refuse: it was not reached, it is busy, or there is
 * no such thing. https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api
 */
export function refusalOf(error: ForgeError, lacksScope: boolean): ActionRefused | null {
  const { status, words = '' } = error;
  if (status === 410 && /disabled/i.test(words)) return new ActionRefused('unsupported', words);
  const known = error.code === 'rate-limited' ? undefined : BY_STATUS[status ?? 0];
  if (known === undefined) return null;
  if (status === 403 && lacksScope) return new ActionRefused('scope', words || null);
  const [, code] = [...ANYWHERE, ...known.rules].find(([pattern]) => pattern.test(words)) ?? [];
  return new ActionRefused(code ?? known.otherwise, words || null);
}
