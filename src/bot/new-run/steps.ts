import { ForgeError } from '../../domain/errors.js';
import type { TextLine } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { keepAnswer } from '../acting/ask.js';
import { failureLine } from '../acting/outcome-text.js';
import { accountFor } from '../acting/own-account.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import { sentence } from '../phrase.js';
import type { Question } from '../pending.js';
import type { Turn } from '../turn.js';
import { draftMessage } from './card.js';
import { nextStep, type Step, type Way } from './choose.js';
import { inputsOf, isPlaced, keepDraft, lifetimeOf, type PlacedDraft, type RunDraft } from './draft.js';

/** A question about a draft that a reply answers. */
export const RUN_REPLY = 'run-reply';

/** What a reply to a message of the draft says. */
export type Asked = 'ref' | 'variables' | 'input' | 'nothing';

const ASKED: Readonly<Record<RunDraft['view'], Asked>> = {
  places: 'nothing',
  workflows: 'nothing',
  refs: 'ref',
  card: 'variables',
  variables: 'variables',
  input: 'input',
  confirm: 'nothing',
};

/** Keeps the draft and asks for what it lacks next; shows it when it lacks nothing. */
export async function goOn(
  deps: BotDeps,
  turn: Turn,
  draft: RunDraft,
  note: TextLine | null = null,
): Promise<void> {
  if (!isPlaced(draft)) return show(deps, turn, { ...draft, view: 'places' }, note);
  await readAndShow(deps, turn, draft, { read: (way) => nextStep(way, draft), note });
}

/** Shows what is read for it; where the forge does not tell, the draft stays as it was. */
export async function readAndShow(
  deps: BotDeps,
  turn: Turn,
  { place }: PlacedDraft,
  { read, note }: { readonly read: (way: Way) => Promise<Step>; readonly note: TextLine | null },
): Promise<void> {
  const { t, talk } = turn;
  const { forge, project } = place;
  const account = await accountFor(deps, turn, place);
  if (account === null) return;
  try {
    const step = await read({ actions: deps.actions[forge.kind], session: deps.openSession(account) });
    const said = step.note === null ? null : sentence(t, step.note.key, step.note.params);
    await show(deps, turn, step.draft, note ?? said);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'the choices for a pipeline could not be read');
    const params = { project: { text: project.path, href: project.url }, forge: instanceLabel(forge) };
    await talk.answer();
    await talk.reply({ lines: [failureLine(t, error, params, 'run.gone')] });
  }
}

/** In the message that was pressed, or in a new one: only that one can be pressed on from now on. */
export async function show(
  deps: BotDeps,
  { t, talk, visit }: Turn,
  draft: RunDraft,
  note: TextLine | null = null,
): Promise<void> {
  await talk.answer();
  const isGroup = visit.chatKind === 'group';
  const messageId = await talk.place(draftMessage({ t, isGroup }, draft, note));
  await keepDraft(deps, visit, { ...draft, messageId });
  if (messageId !== null) await keepAnswer(deps, visit, messageId, replyTo(draft, ASKED[draft.view]));
}

/** Asks for an input of the workflow; after the last one the draft is shown. */
export async function askInput(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft,
  { at, note = null }: { readonly at: number; readonly note?: TextLine | null },
): Promise<void> {
  const isThere = at < inputsOf(draft).length;
  await (isThere
    ? show(deps, turn, { ...draft, view: 'input', inputAt: at }, note)
    : goOn(deps, turn, draft, note));
}

/** Whether what is asked for there goes into a pipeline as it is. */
export function asksForValue({ action, payload }: Pick<PendingAction, 'action' | 'payload'>): boolean {
  return action === RUN_REPLY && (payload.asked === 'variables' || payload.asked === 'input');
}

function replyTo(draft: RunDraft, asked: Asked): Question {
  const payload = { draftId: draft.id, asked, inputAt: draft.inputAt };
  return { action: RUN_REPLY, payload, lifetimeMs: lifetimeOf(draft) };
}

export async function drop(deps: BotDeps, { talk, t }: Turn, { id, place }: RunDraft): Promise<void> {
  await deps.stores.pending.take(id, deps.clock());
  await talk.answer();
  await talk.show({ lines: [sentence(t, 'run.dropped', { context: place?.forge.kind ?? 'gitlab' })] });
}
