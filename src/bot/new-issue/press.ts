import type { PendingAction } from '../../domain/ports/people-store.js';
import type { DraftPlace } from '../acting/kept-place.js';
import { accountFor, ownRole } from '../acting/own-account.js';
import type { BotDeps } from '../bot-deps.js';
import { sendReport } from '../desk/send-report.js';
import type { Turn } from '../turn.js';
import { CHOICE, FILES_FROM, filesMessage, LISTED_FROM, PLACES_FROM } from './card.js';
import { pressCreate } from './confirm.js';
import { draftFrom, isPlaced, type IssueDraft, type PlacedDraft } from './draft.js';
import { list, pickListed } from './listing.js';
import { askField, drop, goOn } from './steps.js';

/** A press on a draft's buttons. */
export async function pressDraft(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const { t, talk } = turn;
  const draft = draftFrom(pending);
  if (draft === null) return talk.answer(t('press.expired'));
  if (choice === CHOICE.cancel) return drop(deps, turn, draft);
  // An older card shows what the draft is no more.
  if (draft.cardId !== null && draft.cardId !== turn.visit.messageId) return goOn(deps, turn, draft);
  const place = draft.places[choice - PLACES_FROM];
  if (place !== undefined) {
    const role = await ownRole(deps, turn.visit.visitor.id, place);
    return goOn(deps, turn, { ...placed(draft, choice - PLACES_FROM, place), role });
  }
  if (!isPlaced(draft)) return talk.answer(t('press.unknown'));
  if (draft.desk !== null && isForMembers(choice)) return talk.answer(t('press.unknown'));
  if (choice >= LISTED_FROM) return pickListed(deps, turn, draft, choice);
  if (choice >= FILES_FROM) return dropFile(deps, turn, draft, choice - FILES_FROM);
  await pressOnCard(deps, turn, draft, choice);
}

/** A stranger chooses neither labels nor people, and hides nothing. */
function isForMembers(choice: number): boolean {
  return (
    choice >= LISTED_FROM ||
    [CHOICE.labels, CHOICE.assignee, CHOICE.confidential].some((one) => one === choice)
  );
}

/** Labels and people belong to a project. */
function placed(draft: IssueDraft, index: number, place: DraftPlace): IssueDraft {
  const { desk } = draft;
  return {
    ...draft,
    place,
    desk: desk === null ? null : { ...desk, id: desk.offered[index] ?? null },
    labels: [],
    assignee: null,
    offeredLabels: [],
    offeredPeople: [],
    isConfidential: false,
  };
}

async function pressOnCard(deps: BotDeps, turn: Turn, draft: PlacedDraft, choice: number): Promise<void> {
  const { t, talk } = turn;
  const { forge } = draft.place;
  switch (choice) {
    case CHOICE.title:
    case CHOICE.text:
      await talk.answer();
      return askField(deps, turn, draft, { field: choice === CHOICE.title ? 'title' : 'text', note: null });
    case CHOICE.confidential:
      return goOn(deps, turn, {
        ...draft,
        isConfidential: forge.kind === 'gitlab' && !draft.isConfidential,
      });
    case CHOICE.back:
      return goOn(deps, turn, draft);
    case CHOICE.files:
      await talk.answer();
      return talk.show(filesMessage(t, draft));
  }
  if (choice === CHOICE.create && draft.desk !== null) return sendReport(deps, turn, draft);
  await pressAsMember(deps, turn, draft, choice);
}

async function pressAsMember(deps: BotDeps, turn: Turn, draft: PlacedDraft, choice: number): Promise<void> {
  const { t, talk } = turn;
  const account = await accountFor(deps, turn, draft.place);
  if (account === null) return;
  const isCreate = choice === CHOICE.create || choice === CHOICE.yes;
  if (isCreate && draft.title !== '') return pressCreate(deps, turn, { draft, choice }, account);
  if (choice !== CHOICE.labels && choice !== CHOICE.assignee) return talk.answer(t('press.unknown'));
  const listing = choice === CHOICE.labels ? 'labels' : 'assignee';
  await list(deps, turn, draft, { account, listing, query: '' });
}

/** A file goes, so the card comes back. */
function dropFile(deps: BotDeps, turn: Turn, draft: PlacedDraft, index: number): Promise<void> {
  const { t, talk } = turn;
  if (draft.attachments[index] === undefined) return talk.answer(t('press.unknown'));
  return goOn(deps, turn, { ...draft, attachments: draft.attachments.filter((_, at) => at !== index) });
}
