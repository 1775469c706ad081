import { z } from 'zod';
import type { ActionInput } from '../../actions/define-action.js';
import type { Target } from '../../domain/actions/look.js';
import type { Forge } from '../../domain/forge.js';
import type { JsonObject } from '../../domain/json.js';
import type { Project } from '../../domain/project.js';
import { attachmentSchema } from '../files/album.js';
import { keptForge, keptProject } from './kept-place.js';

/** How a forge knows one of the deployments that a pipeline holds up. */
export type DeploymentName = Pick<ActionInput, 'deploymentId' | 'environment'>;

/** What somebody wants to act on, found through a message, a typed reference or a question of ours. */
export interface Ground {
  readonly forge: Forge;
  /** The account that was told of it, or sees it, whosever it is. */
  readonly accountId?: string;
  readonly project: Project;
  readonly target: Target;
  /** As the forge calls it: `!12`, `#5`. */
  readonly label: string;
  readonly url: string | null;
  /** The head commit that the person saw; `null`: none. */
  readonly shownSha: string | null;
  /** The thread that a reply goes into. */
  readonly threadId: string | null;
  /** The comment that a reply answers, unless everybody reads it. */
  readonly answers?: string;
  /** Which of the pipeline's deployments was told of; then `label` is its environment. */
  readonly deployment?: DeploymentName;
  /** The message of ours that showed it, to be brought up to date afterwards. */
  readonly messageId: string | null;
}

/** Of a ground that no message of ours showed. */
export const NOTHING_SHOWN = { url: null, shownSha: null, threadId: null, messageId: null } as const;

/** What the ground itself says of how something is done. */
export function inputOf({
  threadId,
  answers,
  deployment,
}: Pick<Ground, 'threadId' | 'answers' | 'deployment'>): ActionInput {
  return {
    ...(threadId === null ? {} : { threadId }),
    ...(answers === undefined ? {} : { answers }),
    ...deployment,
  };
}

/** An action on its way: what is to be done to what, as far as it is known. */
export interface Errand {
  readonly action: string;
  readonly input: ActionInput;
  readonly ground: Ground;
  /** The request that a question was asked about, under which its end is kept; left out: the answer is the request. */
  readonly requestKey?: string;
}

const person = z.object({ id: z.string(), login: z.string(), name: z.string() });

const input = z.object({
  text: z.string().optional(),
  attachments: z.array(attachmentSchema).optional(),
  person: person.optional(),
  label: z.string().optional(),
  method: z.enum(['merge', 'squash', 'rebase']).optional(),
  deletesBranch: z.boolean().optional(),
  targetBranch: z.string().optional(),
  jobId: z.string().optional(),
  jobProjectId: z.string().optional(),
  deploymentId: z.string().optional(),
  environment: z.string().optional(),
  threadId: z.string().optional(),
  commentId: z.string().optional(),
  answers: z.string().optional(),
});

const ground = z.object({
  forge: keptForge,
  accountId: z.string().optional(),
  project: keptProject,
  target: z.union([
    z.object({ kind: z.literal('pipeline'), id: z.string() }),
    z.object({ kind: z.literal('merge-request'), number: z.string() }),
    z.object({ kind: z.literal('issue'), number: z.string() }),
  ]),
  label: z.string(),
  url: z.string().nullable(),
  shownSha: z.string().nullable(),
  threadId: z.string().nullable(),
  answers: z.string().optional(),
  deployment: input.pick({ deploymentId: true, environment: true }).optional(),
  messageId: z.string().nullable(),
});

const kept = z.object({
  action: z.string(),
  input,
  ground,
  requestKey: z.string().optional(),
  choices: z.array(input),
});

/** For keeping an errand behind the buttons of a question, one choice a button. */
export function errandToJson(errand: Errand, choices: readonly ActionInput[]): JsonObject {
  return JSON.parse(JSON.stringify({ ...errand, choices })) as JsonObject;
}

/** `null` for what another version of the program kept. */
export function errandFromJson(
  payload: JsonObject,
): (Errand & { readonly choices: readonly ActionInput[] }) | null {
  const read = kept.safeParse(payload);
  return read.success ? (dropUndefined(read.data) as Errand & { choices: readonly ActionInput[] }) : null;
}

function dropUndefined(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value));
}
