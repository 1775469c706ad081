import type { OpenAccount } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { MOST_OFFERED } from '../acting/draft-place.js';
import type { DraftPlace } from '../acting/kept-place.js';
import { failureLine } from '../acting/outcome-text.js';
import { accountFor } from '../acting/own-account.js';
import type { BotDeps } from '../bot-deps.js';
import { sendReport } from '../desk/send-report.js';
import { instanceLabel } from '../forge-words.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import {
  CHOICE,
  FILES_FROM,
  filesMessage,
  LABELS_FROM,
  labelsMessage,
  PEOPLE_FROM,
  peopleMessage,
  PLACES_FROM,
} from './card.js';
import { pressCreate } from './confirm.js';
import { draftFrom, isPlaced, keepDraft, type IssueDraft, type PlacedDraft } from './draft.js';
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
  if (place !== undefined) return goOn(deps, turn, placed(draft, choice - PLACES_FROM, place));
  if (!isPlaced(draft)) return talk.answer(t('press.unknown'));
  if (draft.desk !== null && isForMembers(choice)) return talk.answer(t('press.unknown'));
  if (choice >= LABELS_FROM) return pick(deps, turn, draft, choice);
  await pressOnCard(deps, turn, draft, choice);
}

/** A stranger chooses neither labels nor people, and hides nothing. */
function isForMembers(choice: number): boolean {
  const isOffered = choice >= LABELS_FROM && choice < FILES_FROM;
  return isOffered || [CHOICE.labels, CHOICE.assignee, CHOICE.confidential].some((one) => one === choice);
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
  const account = await accountFor(deps, turn, draft.place.forge);
  if (account === null) return;
  const isCreate = choice === CHOICE.create || choice === CHOICE.yes;
  if (isCreate && draft.title !== '') return pressCreate(deps, turn, { draft, choice }, account);
  if (choice !== CHOICE.labels && choice !== CHOICE.assignee) return talk.answer(t('press.unknown'));
  await offer(deps, turn, draft, { account, isLabels: choice === CHOICE.labels });
}

async function offer(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft,
  { account, isLabels }: { readonly account: OpenAccount; readonly isLabels: boolean },
): Promise<void> {
  const { t, talk } = turn;
  const { forge, project } = draft.place;
  const words = { project: { text: project.path, href: project.url }, forge: instanceLabel(forge) };
  const actions = deps.actions[forge.kind];
  const session = deps.openSession(account);
  try {
    const offeredLabels = isLabels ? (await actions.listLabels(session, project)).slice(0, MOST_OFFERED) : [];
    const offeredPeople = isLabels ? [] : await actions.listMembers(session, project, '');
    const isEmpty = offeredLabels.length + offeredPeople.length === 0;
    if (isEmpty) {
      await goOn(deps, turn, draft, sentence(t, isLabels ? 'issue.no-labels' : 'issue.nobody', words));
      return;
    }
    const offered = { ...draft, ...(isLabels ? { offeredLabels } : { offeredPeople }) };
    await keepDraft(deps, turn.visit, offered);
    await talk.answer();
    await talk.show(isLabels ? labelsMessage(t, offered) : peopleMessage(t, offered));
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'the choices for an issue could not be read');
    await goOn(deps, turn, draft, failureLine(t, error, words, 'forge.not-found'));
  }
}

/** A label comes or goes and the list stays; a person is one and a file goes, so the card comes back. */
async function pick(deps: BotDeps, turn: Turn, draft: PlacedDraft, choice: number): Promise<void> {
  const { t, talk } = turn;
  const label = draft.offeredLabels[choice - LABELS_FROM];
  if (label !== undefined) {
    const others = draft.labels.filter((one) => one !== label);
    const labels = others.length < draft.labels.length ? others : [...others, label];
    const chosen = { ...draft, labels };
    await keepDraft(deps, turn.visit, chosen);
    await talk.answer();
    return talk.show(labelsMessage(t, chosen));
  }
  const isFile = draft.attachments[choice - FILES_FROM] !== undefined;
  if (isFile) {
    const attachments = draft.attachments.filter((_, index) => index !== choice - FILES_FROM);
    return goOn(deps, turn, { ...draft, attachments });
  }
  const person = draft.offeredPeople[choice - PEOPLE_FROM];
  if (person === undefined) return talk.answer(t('press.unknown'));
  await goOn(deps, turn, { ...draft, assignee: draft.assignee?.id === person.id ? null : person });
}
