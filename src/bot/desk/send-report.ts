import type { BotDeps } from '../bot-deps.js';
import type { IssueDraft, PlacedDraft } from '../new-issue/draft.js';
import { goOn } from '../new-issue/steps.js';
import { rememberSent } from '../new-issue/take-change.js';
import type { Turn } from '../turn.js';
import { openTicket } from './open-ticket.js';

/** Of the report that a draft makes at this try. */
export function draftKey({ id, tries }: IssueDraft): string {
  return `report:${id}:${tries}`;
}

/** Sends a report that was drafted step by step. What the desk did not take stays, to be mended. */
export async function sendReport(deps: BotDeps, turn: Turn, draft: PlacedDraft): Promise<void> {
  const { t, talk } = turn;
  const desk = await deps.stores.desks.find(draft.desk?.id ?? '');
  if (desk === null) return talk.answer(t('report.no-desk'));
  const { id, tries, title, text, attachments } = draft;
  const requestKey = draftKey(draft);
  const answer = await openTicket(deps, turn, desk, { requestKey, title, text: text ?? '', attachments });
  if (!answer.isOver) return goOn(deps, turn, { ...draft, tries: tries + 1 }, answer.line);
  await rememberSent(deps, turn.visit, draft);
  await talk.answer();
  await talk.show({ lines: [answer.line] });
  // Last: a press that comes again after a crash needs the draft to say what became of it.
  await deps.stores.pending.take(id, deps.clock());
}
