import type { ForgeErrorCode } from '../errors.js';
import type { RefusalCode } from './refusal.js';

/**
 * `busy`: the same is under way. `unsure`: the answer never came, and the forge does not show whether it was done.
 * `no-file`: a file that goes with it could not be had from Telegram.
 */
export type FailureCode = RefusalCode | ForgeErrorCode | 'busy' | 'unsure' | 'no-file';

/** One sentence each, for whoever writes code or commands rather than messages to the bot. */
const SENTENCES: Readonly<Record<FailureCode, string>> = {
  role: 'The role of this account in the project does not allow that.',
  archived: 'The project is archived: nothing can be changed there.',
  scope: 'The token may not write: it lacks the scope.',
  'workflow-scope': 'That changes a workflow, which the token may not: it lacks the scope `workflow`.',
  'own-work': 'The forge lets nobody judge their own work.',
  'head-moved': 'New commits came in since: nothing was done.',
  retargeted: 'It goes into another branch since: nothing was done.',
  state: 'It is not in a state in which that can be done.',
  'already-done': 'It is so already.',
  'nothing-to-do': 'There is nothing in it to do that to.',
  'up-to-date': 'Its branch has all commits of its target branch.',
  'too-old': 'It is too old for that.',
  draft: 'It is still a draft.',
  conflict: 'It conflicts with something.',
  behind: 'It is behind its target branch.',
  'checks-pending': 'Its checks are not through yet.',
  'checks-failed': 'Its checks failed.',
  'needs-approval': 'It needs an approval first.',
  'threads-open': 'It has threads that must be resolved first.',
  'protected-branch': 'The target branch is protected, and this account may not merge into it.',
  'not-mergeable': 'The forge does not let it be merged now.',
  locked: 'Its conversation is locked: only those who work in the project take part.',
  'merge-queue': 'Its target branch merges by its queue alone: put it there on the forge.',
  'merge-train': 'The project merges by merge trains: an automatic merge puts it on one.',
  'no-ref': 'There is no such branch or tag.',
  'no-pipeline': 'Nothing would run there: the configuration has no jobs for it.',
  'no-variables': 'This account may run pipelines there, but not with variables.',
  'not-reviewer': 'Only those who were asked for a review may do that.',
  'waits-no-more': 'It does not wait any more.',
  'too-large': 'That is larger than the forge takes.',
  unsupported: 'This forge has no such thing for it.',
  invalid: 'The forge did not take what it was given.',
  'token-refused': 'The forge refuses the token.',
  forbidden: 'The forge does not let this token do that: a scope or a role is missing.',
  'not-found': 'The forge shows nothing there: it does not exist, or the token cannot see it.',
  'rate-limited': 'The forge asks to slow down.',
  unavailable: 'The forge does not answer right now.',
  'bad-reply': 'The forge answered something that cannot be understood.',
  redirected: 'The forge sent the request to another address, where no token is taken.',
  untrusted: 'The certificate of the forge is not trusted here: name its authority in NODE_EXTRA_CA_CERTS.',
  'no-file': 'A file that goes with it could not be fetched.',
  busy: 'The same is being done just now.',
  unsure: 'The answer never came, so it is not known whether it was done: look before you repeat it.',
};

/** Whether this version of the program knows such a code. */
export function isFailureCode(code: string): code is FailureCode {
  return Object.hasOwn(SENTENCES, code);
}

export function sayFailure(code: FailureCode): string {
  return SENTENCES[code];
}
