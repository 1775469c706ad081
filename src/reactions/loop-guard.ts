import type { ForgeEvent } from '../domain/event.js';
import { isSamePerson, type Person } from '../domain/forge.js';
import type { OwnDeed, ReactionRun, ReactionStore } from '../domain/ports/reaction-store.js';
import { starterOf } from '../domain/subject.js';
import { HOUR, MINUTE } from '../domain/time.js';
import { fingerprintOf, fingerprintIn } from './request-key.js';

/** As often as this a handler may act on one thing within an hour. Whoever does more answers what it caused itself. */
const MAX_DEEDS_AN_HOUR = 20;
/** So old an own deed may be when the event shows it: events are seen within an interval or a few. */
const SEEN_WITHIN_MS = 15 * MINUTE;

/** Deeds behind events of which the forge does not say who did them. */
const DEEDS: Readonly<Record<string, string>> = {
  'merge-request-labeled': 'label',
  'merge-request-reopened': 'reopen',
  'issue-reopened': 'reopen',
  'merge-request-assigned': 'assign',
  'issue-assigned': 'assign',
  'review-requested': 'ask-review',
};

/** `own`: it tells of what reactions did themselves. `loop`: the handler answers itself in some other way. */
export async function judgeLoop(
  store: Pick<ReactionStore, 'deedsOn' | 'countActed'>,
  run: ReactionRun,
  me: Person,
  now: Date,
): Promise<'own' | 'loop' | null> {
  const { isOwnDoing, actor, subject } = run.event;
  // Whoever runs a pipeline anew because one failed would otherwise hear of that one's failure too, and so on.
  if (isOwnDoing || isSamePerson(actor, me) || isSamePerson(starterOf(subject), me)) return 'own';
  if (await isOwnDeed(store, run, me, now)) return 'own';
  const acted = await store.countActed(run, new Date(now.getTime() - HOUR));
  return acted >= MAX_DEEDS_AN_HOUR ? 'loop' : null;
}

async function isOwnDeed(
  store: Pick<ReactionStore, 'deedsOn'>,
  { event }: ReactionRun,
  me: Person,
  now: Date,
): Promise<boolean> {
  const action = DEEDS[event.type];
  const { subject } = event;
  if (action === undefined || !('number' in subject)) return false;
  const where = { login: me.login, projectId: event.projectId, number: subject.number };
  const deeds = await store.deedsOn(where, new Date(now.getTime() - SEEN_WITHIN_MS));
  const ours = deeds.filter((deed) => deed.action === action);
  return ours.length > 0 && wantedOf(event).every((wanted) => isAmong(ours, wanted));
}

function isAmong(deeds: readonly OwnDeed[], fingerprint: string): boolean {
  return deeds.some(({ requestKey }) => fingerprintIn(requestKey) === fingerprint);
}

/** What the deeds must have been done with for the event to show them and nothing else. */
function wantedOf({ type, details }: ForgeEvent): readonly string[] {
  const { labels, assigneeId } = details;
  if (type === 'merge-request-labeled' && typeof labels === 'string')
    return labels.split(', ').map((label) => fingerprintOf({ label }));
  if (typeof assigneeId === 'string') return [fingerprintOf({ person: { id: assigneeId } })];
  return [];
}
