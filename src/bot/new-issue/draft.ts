import { z } from 'zod';
import { ROLES, type Role } from '../../domain/actions/look.js';
import type { Attachment } from '../../domain/attachment.js';
import type { Person } from '../../domain/forge.js';
import type { JsonObject } from '../../domain/json.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { DAY } from '../../domain/time.js';
import { keptPlace, type DraftPlace } from '../acting/kept-place.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { attachmentSchema } from '../files/album.js';
import { putPending } from '../pending.js';
import type { Visit } from '../visit.js';

/** A draft, kept under its own id, which the buttons carry. */
export const DRAFT = 'issue-draft';
export const DRAFT_LIFETIME_MS = DAY;

const person = z.object({ id: z.string(), login: z.string(), name: z.string() });

const kept = z.object({
  place: keptPlace.nullable(),
  role: z.enum(ROLES).nullable().default(null),
  title: z.string(),
  text: z.string().nullable(),
  labels: z.array(z.string()),
  assignee: person.nullable(),
  isConfidential: z.boolean(),
  attachments: z.array(attachmentSchema),
  cardId: z.string().nullable(),
  tries: z.number(),
  askedAt: z.number().nullable(),
  places: z.array(keptPlace),
  offeredLabels: z.array(z.string()),
  offeredPeople: z.array(person),
  listing: z.enum(['labels', 'assignee']).nullable().default(null),
  desk: z
    .object({ id: z.string().nullable(), offered: z.array(z.string()) })
    .nullable()
    .default(null),
  titleFrom: z.string().nullable().default(null),
  parts: z.array(z.object({ from: z.string(), text: z.string() })).default([]),
});

export type Listing = 'labels' | 'assignee';

/** An issue that is not made yet, and what the buttons of its questions offer. */
export interface IssueDraft {
  readonly id: string;
  readonly place: DraftPlace | null;
  /** Of its writer, in the project. `null`: not known. */
  readonly role: Role | null;
  /** Empty: not given yet. */
  readonly title: string;
  /** `null`: not asked for yet. */
  readonly text: string | null;
  readonly labels: readonly string[];
  readonly assignee: Person | null;
  readonly isConfidential: boolean;
  /** Brought to the forge when the issue is made. */
  readonly attachments: readonly Attachment[];
  /** The message that shows it; `null`: not shown yet. */
  readonly cardId: string | null;
  /** How often the forge said no: each try is a deed of its own. */
  readonly tries: number;
  /** When it was shown to be confirmed; `null`: it was not, or has changed since. */
  readonly askedAt: number | null;
  readonly places: readonly DraftPlace[];
  readonly offeredLabels: readonly string[];
  readonly offeredPeople: readonly Person[];
  /** Which of the two its message shows, which a reply searches; `null`: neither. */
  readonly listing: Listing | null;
  /** Set where it is a report to a service desk. `id` `null`: to one of those that are offered, in the order of `places`. */
  readonly desk: { readonly id: string | null; readonly offered: readonly string[] } | null;
  /** The message that gave the title; `null`: none whose change would count. */
  readonly titleFrom: string | null;
  /** What the text was put together from, by message, as far as their changes count. */
  readonly parts: readonly TextPart[];
}

export interface TextPart {
  readonly from: string;
  readonly text: string;
}

export interface PlacedDraft extends IssueDraft {
  readonly place: DraftPlace;
}

export function isPlaced(draft: IssueDraft): draft is PlacedDraft {
  return draft.place !== null;
}

/** What nothing is known of yet but its place. */
export function emptyDraft(
  id: string,
  given: Pick<IssueDraft, 'place' | 'places' | 'role' | 'title' | 'text' | 'attachments' | 'desk'>,
): IssueDraft {
  return {
    id,
    labels: [],
    assignee: null,
    isConfidential: false,
    cardId: null,
    tries: 0,
    askedAt: null,
    offeredLabels: [],
    offeredPeople: [],
    listing: null,
    titleFrom: null,
    parts: [],
    ...given,
  };
}

/** Nobody but this visitor can go on with it. Whatever changes it ends a question that was asked about it. */
export async function keepDraft(
  deps: Pick<BotDeps, 'stores' | 'clock'>,
  visit: Visit,
  { id, ...draft }: IssueDraft,
  askedAt: number | null = null,
): Promise<void> {
  const payload = JSON.parse(JSON.stringify({ ...draft, askedAt })) as JsonObject;
  await putPending(deps, visit, id, { action: DRAFT, payload, lifetimeMs: DRAFT_LIFETIME_MS });
}

/** `null` for what another version of the program kept. */
export function draftFrom({ id, payload }: Pick<PendingAction, 'id' | 'payload'>): IssueDraft | null {
  const read = kept.safeParse(payload);
  return read.success ? { id, ...read.data } : null;
}

export function draftAction({ id }: IssueDraft, choice: number): string {
  return encodePress({ kind: 'pending', id, choice });
}
