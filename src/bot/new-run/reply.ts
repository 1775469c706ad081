import type { PendingAction } from '../../domain/ports/people-store.js';
import type { TextLine } from '../../domain/message.js';
import { isStop } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { findOwn } from '../pending.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import { keptNote } from '../token-answer.js';
import type { Turn } from '../turn.js';
import { findRef } from './choose.js';
import { DRAFT, draftFrom, inputsOf, isPlaced, type PlacedDraft } from './draft.js';
import { askInput, drop, goOn, readAndShow } from './steps.js';
import { isSecret, MOST_VARIABLES, parseVariables, setAll, untaken, type Variable } from './variables.js';

/** No branch or tag holds these: https://git-scm.com/docs/git-check-ref-format */
const REF = /^[^\s~^:?*[\\\p{Cc}]{1,255}$/u;

/** A reply to a message of the draft. */
export async function takeReply(deps: BotDeps, turn: Turn, { payload }: PendingAction): Promise<void> {
  const { visit, talk, t } = turn;
  const pending = await findOwn(deps, visit, textIn(payload, 'draftId'), DRAFT);
  const draft = pending === null ? null : draftFrom(pending);
  if (draft === null) return talk.reply({ lines: [sentence(t, 'press.expired')] });
  const given = visit.text.trim();
  if (given === '') return talk.reply({ lines: [sentence(t, 'ask.only-text')] });
  if (isStop(given)) return drop(deps, turn, draft);
  const asked = textIn(payload, 'asked');
  if (!isPlaced(draft) || asked === 'nothing') return talk.reply({ lines: [sentence(t, 'run.press')] });
  if (asked === 'ref') return takeRef(deps, turn, draft, given);
  const inputAt = typeof payload.inputAt === 'number' ? payload.inputAt : 0;
  await (asked === 'input' ? takeInput(deps, turn, draft, inputAt) : takeVariables(deps, turn, draft));
}

async function takeRef(deps: BotDeps, turn: Turn, draft: PlacedDraft, ref: string): Promise<void> {
  if (!REF.test(ref)) return turn.talk.reply({ lines: [sentence(turn.t, 'run.bad-ref')] });
  await readAndShow(deps, turn, draft, { read: (way) => findRef(way, draft, ref), note: null });
}

async function takeVariables(deps: BotDeps, turn: Turn, draft: PlacedDraft): Promise<void> {
  const given = parseVariables(turn.visit.text);
  if (given === null) {
    const how = turn.tokenMessage === 'none' ? 'run.how-variable' : 'run.how-token';
    return turn.talk.reply({ lines: [sentence(turn.t, how), ...keptNote(turn)] });
  }
  const note = await hideTyped(turn, given);
  const variables = setAll(draft.variables, given);
  if (variables.length > MOST_VARIABLES) {
    const tooMany = sentence(turn.t, 'run.too-many', { count: MOST_VARIABLES });
    return turn.talk.reply({ lines: [tooMany, ...(note === null ? [] : [note])] });
  }
  await goOn(deps, turn, { ...draft, variables }, note);
}

async function takeInput(deps: BotDeps, turn: Turn, draft: PlacedDraft, at: number): Promise<void> {
  const input = inputsOf(draft)[at];
  if (input === undefined) return turn.talk.reply({ lines: [sentence(turn.t, 'press.expired')] });
  const given = { name: input.name, value: turn.visit.text.trim() };
  if (untaken([input], [given]).length > 0) {
    return askInput(deps, turn, draft, { at, note: sentence(turn.t, 'run.input-pick') });
  }
  const note = await hideTyped(turn, [given]);
  await askInput(deps, turn, { ...draft, variables: setAll(draft.variables, [given]) }, { at: at + 1, note });
}

/** A message with what looks like a secret goes out of a private chat; `null`: nothing is to be said of it. */
export async function hideTyped(
  { visit, talk, t, tokenMessage }: Turn,
  given: readonly Variable[],
): Promise<TextLine | null> {
  if (tokenMessage !== 'none') return sentence(t, `run.token-${tokenMessage}`);
  if (visit.chatKind !== 'private' || !given.some(isSecret)) return null;
  return (await talk.deleteIncoming()) ? null : sentence(t, 'run.message-kept');
}
