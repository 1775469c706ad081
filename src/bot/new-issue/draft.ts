import { z } from 'zod';
import type { Forge, Person } from '../../domain/forge.js';
import type { JsonObject } from '../../domain/json.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import type { Project } from '../../domain/project.js';
import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import type { Visit } from '../visit.js';

/** A draft, kept under its own id, which the buttons carry. */
export const DRAFT = 'issue-draft';
export const DRAFT_LIFETIME_MS = DAY;

const forge = z.object({ kind: z.enum(['gitlab', 'github']), url: z.string(), apiUrl: z.string() });
const project = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  url: z.string(),
  defaultBranch: z.string().nullable(),
});
const place = z.object({ forge, project });
const person = z.object({ id: z.string(), login: z.string(), name: z.string() });

const kept = z.object({
  place: place.nullable(),
  title: z.string(),
  text: z.string().nullable(),
  labels: z.array(z.string()),
  assignee: person.nullable(),
  isConfidential: z.boolean(),
  tries: z.number(),
  places: z.array(place),
  offeredLabels: z.array(z.string()),
  offeredPeople: z.array(person),
});

export interface DraftPlace {
  readonly forge: Forge;
  readonly project: Project;
}

/** An issue that is not made yet, and what the buttons of its questions offer. */
export interface IssueDraft {
  readonly id: string;
  readonly place: DraftPlace | null;
  /** Empty: not given yet. */
  readonly title: string;
  /** `null`: not asked for yet. */
  readonly text: string | null;
  readonly labels: readonly string[];
  readonly assignee: Person | null;
  readonly isConfidential: boolean;
  /** How often the forge said no: each try is a deed of its own. */
  readonly tries: number;
  readonly places: readonly DraftPlace[];
  readonly offeredLabels: readonly string[];
  readonly offeredPeople: readonly Person[];
}

export interface PlacedDraft extends IssueDraft {
  readonly place: DraftPlace;
}

export function isPlaced(draft: IssueDraft): draft is PlacedDraft {
  return draft.place !== null;
}

/** Nobody but this visitor can go on with it. */
export async function keepDraft(
  { stores, clock }: Pick<BotDeps, 'stores' | 'clock'>,
  { chatKey, visitor }: Visit,
  { id, ...draft }: IssueDraft,
): Promise<void> {
  await stores.pending.put({
    id,
    chatKey,
    personId: visitor.id,
    action: DRAFT,
    payload: JSON.parse(JSON.stringify(draft)) as JsonObject,
    secret: null,
    expiresAt: new Date(clock().getTime() + DRAFT_LIFETIME_MS),
  });
}

/** `null` for what another version of the program kept. */
export function draftFrom({ id, payload }: Pick<PendingAction, 'id' | 'payload'>): IssueDraft | null {
  const read = kept.safeParse(payload);
  return read.success ? { id, ...read.data } : null;
}

export function draftAction({ id }: IssueDraft, choice: number): string {
  return encodePress({ kind: 'pending', id, choice });
}
