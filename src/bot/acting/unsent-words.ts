import type { Attempt, Outcome } from '../../actions/attempt.js';
import type { ActionRecord } from '../../domain/actions/action-record.js';
import { DAY } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { findOwn, putPending } from '../pending.js';
import { textIn } from '../pending-payload.js';
import type { Visit } from '../visit.js';
import { isWorded } from './comment-parts.js';

/** How words ended that cannot be changed: not sent, perhaps sent, sent where nobody can name them. */
export type UnsentEnd = 'undone' | 'unsure' | 'lost';

export interface UnsentWords {
  readonly end: UnsentEnd;
  /** Where they were to go. */
  readonly forge: string;
}

/** Telegram lets a message be changed for two days. */
const REMEMBERED_MS = 2 * DAY;
const UNSENT = 'unsent-words';
/** Whoever wrote them was told already. */
const TOLD = 'told';

/** After words were to be sent: most ends leave a record, but not those before the forge was asked to take them. */
export async function noteUnsent(
  deps: BotDeps,
  visit: Visit,
  { definition, requestKey, account }: Attempt,
  outcome: Outcome | { readonly kind: 'trouble' },
): Promise<void> {
  const end = isWorded(definition.name) ? endOf(outcome) : null;
  if (end !== null) await keep(deps, visit, requestKey, { end, forge: account.forge.url });
}

function endOf(outcome: Parameters<typeof noteUnsent>[3]): UnsentEnd | null {
  if (outcome.kind === 'done') return outcome.receipt.isWordless === true ? 'unsure' : null;
  if (outcome.kind === 'unsure') return 'unsure';
  return outcome.kind === 'confirm' || outcome.kind === 'busy' ? null : 'undone';
}

/** What came of the words in that message, the first time that this is asked; `null` afterwards, and where there is nothing to say. */
export async function takeUnsent(
  deps: BotDeps,
  visit: Visit,
  requestKey: string,
): Promise<UnsentWords | null> {
  const noted = (await findOwn(deps, visit, idOf(requestKey), UNSENT))?.payload;
  const unsent =
    noted === undefined
      ? unsentBy(await deps.stores.actions.find(requestKey), visit)
      : { end: textIn(noted, 'end') as UnsentEnd | typeof TOLD, forge: textIn(noted, 'forge') };
  if (unsent === null || unsent.end === TOLD) return null;
  await keep(deps, visit, requestKey, { ...unsent, end: TOLD });
  return { ...unsent, end: unsent.end };
}

function unsentBy(record: ActionRecord | null, { visitor }: Visit): UnsentWords | null {
  if (record?.personId !== visitor.id || record.result === null || !isWorded(record.action)) return null;
  const { result, forge } = record;
  return { end: result === 'done' ? 'lost' : result === 'unsure' ? 'unsure' : 'undone', forge: forge.url };
}

function keep(
  deps: BotDeps,
  visit: Visit,
  requestKey: string,
  { end, forge }: { readonly end: UnsentEnd | typeof TOLD; readonly forge: string },
): Promise<void> {
  const question = { action: UNSENT, payload: { end, forge }, lifetimeMs: REMEMBERED_MS };
  return putPending(deps, visit, idOf(requestKey), question);
}

/** Holds a colon, which no callback data can name. */
function idOf(requestKey: string): string {
  return `unsent:${requestKey}`;
}
