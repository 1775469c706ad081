import { z } from 'zod';
import type { JsonObject } from '../../domain/json.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import type { RunInput, Workflow } from '../../domain/ports/forge-actions.js';
import { Secret } from '../../domain/secret.js';
import { DAY, MINUTE } from '../../domain/time.js';
import { keptPlace, type DraftPlace } from '../acting/kept-place.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { putPending } from '../pending.js';
import type { Visit } from '../visit.js';
import type { Variable } from './variables.js';

/** A draft, kept under its own id, which the buttons carry. */
export const DRAFT = 'run-draft';
const LIFETIME_MS = DAY;
/** Values may be secrets: they do not wait for tomorrow. */
const LIFETIME_WITH_VALUES_MS = 15 * MINUTE;

/** What its message shows. `variables` are those of GitLab, `input` is one of a GitHub workflow. */
const VIEWS = ['places', 'workflows', 'refs', 'card', 'variables', 'input', 'confirm'] as const;
export type View = (typeof VIEWS)[number];

const keptInput = z.object({
  name: z.string(),
  description: z.string().nullable(),
  isRequired: z.boolean(),
  default: z.string().nullable(),
  choices: z.array(z.string()).nullable(),
});
const keptWorkflow = z.object({ id: z.string(), name: z.string(), inputs: z.array(keptInput) });

const kept = z.object({
  place: keptPlace.nullable(),
  ref: z.string().nullable(),
  workflow: keptWorkflow.nullable(),
  wanted: z.object({ name: z.string(), orRef: z.string().nullable() }).nullable(),
  view: z.enum(VIEWS),
  inputAt: z.number(),
  messageId: z.string().nullable(),
  askedAt: z.number(),
  tries: z.number(),
  places: z.array(keptPlace),
  workflows: z.array(keptWorkflow),
  workflowsOn: z.string().nullable(),
  refs: z.array(z.object({ name: z.string(), isTag: z.boolean() })),
  listed: z.enum(['branches', 'tags', 'found']),
  search: z.string(),
  page: z.number(),
});
const keptVariables = z.array(z.object({ name: z.string(), value: z.string() }));

/** A pipeline that does not run yet, and what the buttons of its questions offer. */
export interface RunDraft {
  readonly id: string;
  readonly place: DraftPlace | null;
  /** `null`: not chosen yet. */
  readonly ref: string | null;
  /** GitHub only; `null`: not chosen yet. */
  readonly workflow: Workflow | null;
  /** A workflow by its name, which is looked for; where there is none of that name, the words may be a ref. */
  readonly wanted: { readonly name: string; readonly orRef: string | null } | null;
  /** Sealed at rest. */
  readonly variables: readonly Variable[];
  readonly view: View;
  /** Which input of the workflow is asked for. */
  readonly inputAt: number;
  /** The message that shows it: what others show is no longer so. */
  readonly messageId: string | null;
  /** When it was asked whether to run it, in milliseconds. */
  readonly askedAt: number;
  /** How often the forge said no: each try is a deed of its own. */
  readonly tries: number;
  readonly places: readonly DraftPlace[];
  readonly workflows: readonly Workflow[];
  /** The ref that `workflows` were read on. */
  readonly workflowsOn: string | null;
  /** Branches or tags to choose from, or both, as far as they are like `search`. */
  readonly refs: readonly OfferedRef[];
  readonly listed: 'branches' | 'tags' | 'found';
  readonly search: string;
  /** Of the list that is shown, where it has several. */
  readonly page: number;
}

export interface OfferedRef {
  readonly name: string;
  readonly isTag: boolean;
}

export interface PlacedDraft extends RunDraft {
  readonly place: DraftPlace;
}

export function isPlaced(draft: RunDraft): draft is PlacedDraft {
  return draft.place !== null;
}

export interface ReadyDraft extends PlacedDraft {
  readonly ref: string;
}

export function isReady(draft: RunDraft): draft is ReadyDraft {
  return isPlaced(draft) && draft.ref !== null;
}

export function newDraft(
  id: string,
  known: Partial<Pick<RunDraft, 'place' | 'places' | 'ref' | 'wanted' | 'variables'>>,
): RunDraft {
  return {
    id,
    place: null,
    ref: null,
    workflow: null,
    wanted: null,
    variables: [],
    view: 'card',
    inputAt: 0,
    messageId: null,
    askedAt: 0,
    tries: 0,
    places: [],
    workflows: [],
    workflowsOn: null,
    refs: [],
    listed: 'branches',
    search: '',
    page: 0,
    ...known,
  };
}

export function lifetimeOf({ variables }: RunDraft): number {
  return variables.length === 0 ? LIFETIME_MS : LIFETIME_WITH_VALUES_MS;
}

/** Nobody but this visitor can go on with it. */
export async function keepDraft(
  deps: Pick<BotDeps, 'stores' | 'clock'>,
  visit: Visit,
  draft: RunDraft,
): Promise<void> {
  const { id, variables, ...rest } = draft;
  await putPending(deps, visit, id, {
    action: DRAFT,
    payload: JSON.parse(JSON.stringify(rest)) as JsonObject,
    ...(variables.length === 0 ? {} : { secret: new Secret(JSON.stringify(variables)) }),
    lifetimeMs: lifetimeOf(draft),
  });
}

/** `null` for what another version of the program kept. */
export function draftFrom({
  id,
  payload,
  secret,
}: Pick<PendingAction, 'id' | 'payload' | 'secret'>): RunDraft | null {
  const read = kept.safeParse(payload);
  const variables = keptVariables.safeParse(secret === null ? [] : JSON.parse(secret.reveal()));
  return read.success && variables.success ? { id, ...read.data, variables: variables.data } : null;
}

export function draftAction({ id }: RunDraft, choice: number): string {
  return encodePress({ kind: 'pending', id, choice });
}

export function inputsOf({ workflow }: RunDraft): readonly RunInput[] {
  return workflow?.inputs ?? [];
}
