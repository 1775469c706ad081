import type { Actor, Look, LookOf, MergeMethod, TargetKind } from '../domain/actions/look.js';
import type { Attachment } from '../domain/attachment.js';
import type { DeleteBranchOrder, Order } from '../domain/actions/order.js';
import type { RefusalCode } from '../domain/actions/refusal.js';
import type { Person } from '../domain/forge.js';

/** What a person says beside pressing: plain JSON, because it waits in the database for the confirmation. */
export interface ActionInput {
  readonly text?: string;
  /** Go with the text, at its end. */
  readonly attachments?: readonly Attachment[];
  readonly person?: Person;
  readonly label?: string;
  readonly method?: MergeMethod;
  /** Whether the source branch goes with the merge; left out: what is done by itself. */
  readonly deletesBranch?: boolean;
  /** The branch that a merge was shown to go into: no other one is meant. */
  readonly targetBranch?: string;
  readonly jobId?: string;
  /** As in `PlayableJob`. */
  readonly jobProjectId?: string;
  /** As in `WaitingDeployment`. */
  readonly deploymentId?: string;
  /** Where the forge knows what waits by its environment alone. */
  readonly environment?: string;
  readonly threadId?: string;
  readonly commentId?: string;
  /** As in `CommentOrder`. */
  readonly answers?: string;
  readonly title?: string;
  /** `textPrint` of the text that is to be replaced, and no other. */
  readonly replaces?: string;
  /** The title that is to be replaced, and no other. */
  readonly replacesTitle?: string;
}

/** One of several ways to do it, each a button of its own. */
export interface Variant {
  readonly input: ActionInput;
  /** What tells it from the others, in the forge's words: a job, an environment. `null`: the method of a merge does. */
  readonly name: string | null;
}

/** What has to be asked before it can be done. */
export type Asked = 'text' | 'reviewer' | 'assignee' | 'label' | 'thread';

/** One thing that people do to a forge. */
export interface ActionDefinition<K extends TargetKind = TargetKind> {
  readonly name: string;
  readonly targets: readonly K[];
  readonly asks?: Asked;
  /** Cannot be taken back, or is seen by all: asked once more, with what it will do. */
  readonly isGrave: boolean;
  /** Done to the head commit that was shown, and to no other. */
  readonly isPinned?: boolean;
  /** Why this person cannot do it to the subject as it is; `null`: they can. */
  refuse(look: LookOf<K>, actor: Actor, input: ActionInput): RefusalCode | null;
  /** The ways to do it now that `input` leaves; one nameless way when left out. */
  variants?(look: LookOf<K>, input: ActionInput): readonly Variant[];
  order(look: LookOf<K>, input: ActionInput): Order;
  /** What follows once it was done, by a request that may be made again; `null`: nothing. */
  afterwards?(look: LookOf<K>, input: ActionInput): DeleteBranchOrder | null;
  /** After an answer that never came: does the subject show that it was done? `null`: it cannot show it. */
  isDone(look: LookOf<K>, actor: Actor, input: ActionInput): boolean | null;
}

export type AnyActionDefinition = ActionDefinition;

/** Definitions of all kinds in one list: each is asked only about looks of its own targets. */
export function defineAction<K extends TargetKind>(definition: ActionDefinition<K>): AnyActionDefinition {
  return definition as unknown as AnyActionDefinition;
}

/** Why it cannot be done, whatever it is done to. */
export function refusalOf(
  definition: AnyActionDefinition,
  look: Look,
  actor: Actor,
  input: ActionInput = {},
): RefusalCode | null {
  if (!definition.targets.includes(look.kind)) return 'unsupported';
  // Whatever else stands in the way: it is what nobody can change from here.
  return look.isArchived === true ? 'archived' : definition.refuse(look, actor, input);
}
