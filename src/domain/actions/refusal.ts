import type { MergeGate } from './look.js';

/**
 * Why a forge, or we, do not do it. `role`: not allowed in the project. `scope`: the token may not. `own-work`: the forge
 * lets nobody approve their own. `not-reviewer`: only who was asked for a review may. `no-ref`: no such branch or tag. `no-pipeline`: nothing would run there. `no-variables`:
 * this person may run it, but not with variables. `head-moved`: another head commit than the one that was shown.
 * `retargeted`: another target branch than the one that was shown. `state`:
 * not in a state for it (merged, closed, running, ended). `nothing-to-do`: nothing failed, nothing waits.
 * `up-to-date`: the branch has all that its target has. `waits-no-more`:
 * it did, and somebody decided. `too-old`: the forge does it no more.
 * `unsupported`: this forge, or this version or plan of it, has no such thing. `invalid`: the forge did not take what was given.
 * `too-large`: a file that the forge does not take. `merge-train`: the project merges by trains, which this would pass by.
 * `workflow-scope`: the token may write, but change no workflow. `merge-queue`: the branch merges by its queue alone, which nothing is put on from here.
 * `archived`: the project, in which nothing can be changed. `locked`: the conversation, to all but those who work there.
 */
export type RefusalCode =
  | 'role'
  | 'archived'
  | 'locked'
  | 'scope'
  | 'workflow-scope'
  | 'own-work'
  | 'not-reviewer'
  | 'head-moved'
  | 'retargeted'
  | 'state'
  | 'already-done'
  | 'nothing-to-do'
  | 'up-to-date'
  | 'waits-no-more'
  | 'too-old'
  | 'draft'
  | 'conflict'
  | 'behind'
  | 'checks-pending'
  | 'checks-failed'
  | 'needs-approval'
  | 'threads-open'
  | 'protected-branch'
  | 'not-mergeable'
  | 'merge-train'
  | 'merge-queue'
  | 'no-ref'
  | 'no-pipeline'
  | 'no-variables'
  | 'unsupported'
  | 'invalid'
  | 'too-large';

/** What a closed gate says to whoever wants to go through it. The forge has the last word where it does not know yet. */
const CLOSED: Readonly<Record<MergeGate, RefusalCode | null>> = {
  open: null,
  unknown: null,
  draft: 'draft',
  conflict: 'conflict',
  behind: 'behind',
  'checks-pending': 'checks-pending',
  'checks-failed': 'checks-failed',
  'needs-approval': 'needs-approval',
  'threads-open': 'threads-open',
  blocked: 'not-mergeable',
};

/** Why it cannot be merged through that gate; `null`: nothing is known against it. */
export function refusalOfGate(gate: MergeGate): RefusalCode | null {
  return CLOSED[gate];
}

/** The forge understood, and will not. Whether it answered at all, and whether it knows the token, are `ForgeError`s. */
export class ActionRefused extends Error {
  override readonly name = 'ActionRefused';
  readonly code: RefusalCode;
  /** The forge's own words, short and free of secrets: another's text, to be shown as data. */
  readonly words: string | null;

  constructor(code: RefusalCode, words: string | null = null) {
    super(words === null ? code : `${code}: ${words}`);
    this.code = code;
    this.words = words;
  }
}
