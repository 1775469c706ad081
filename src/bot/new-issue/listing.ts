import type { OpenAccount } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import { failureLine } from '../acting/outcome-text.js';
import { accountFor } from '../acting/own-account.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import { PAGE_SIZE } from '../paging.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { LISTED_FROM, listingMessage, MOST_LISTED, noneMessage, PAGES_FROM } from './card.js';
import { keepDraft, type Listing, type PlacedDraft } from './draft.js';
import { goOn, showDraft } from './steps.js';

interface Wish {
  readonly account: OpenAccount;
  readonly listing: Listing;
  /** Empty: all of them. */
  readonly query: string;
}

/** Shows the labels or the people, to choose from. */
export async function list(deps: BotDeps, turn: Turn, draft: PlacedDraft, wish: Wish): Promise<void> {
  const { t, talk } = turn;
  const { listing, query } = wish;
  const { forge, project } = draft.place;
  const words = { project: { text: project.path, href: project.url }, forge: instanceLabel(forge) };
  try {
    const listed = { ...draft, listing, ...(await readListed(deps, draft, wish)) };
    const isEmpty = listed.offeredLabels.length + listed.offeredPeople.length === 0;
    if (isEmpty && query === '') {
      const none = listing === 'labels' ? 'issue.no-labels' : 'issue.nobody';
      await goOn(deps, turn, draft, sentence(t, none, words));
      return;
    }
    await keepDraft(deps, turn.visit, listed);
    await talk.answer();
    const message = isEmpty ? noneMessage(t, listed, listing) : listingMessage(t, listed, listing);
    await showDraft(deps, turn, listed, message);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: wish.account.id, error }, 'the choices for an issue could not be read');
    await goOn(deps, turn, draft, failureLine(t, error, words, 'forge.not-found'));
  }
}

async function readListed(
  deps: BotDeps,
  { place: { forge, project } }: PlacedDraft,
  { account, listing, query }: Wish,
): Promise<Pick<PlacedDraft, 'offeredLabels' | 'offeredPeople'>> {
  const actions = deps.actions[forge.kind];
  const session = deps.openSession(account);
  if (listing === 'assignee') {
    return { offeredLabels: [], offeredPeople: await actions.listMembers(session, project, query) };
  }
  const labels = await actions.listLabels(session, project);
  const meant = labels.filter((label) => label.toLowerCase().includes(query.toLowerCase()));
  return { offeredLabels: meant.slice(0, MOST_LISTED), offeredPeople: [] };
}

/** What was replied to the list is looked for. */
export async function searchListed(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft & { readonly listing: Listing },
  query: string,
): Promise<void> {
  const account = await accountFor(deps, turn, draft.place);
  if (account !== null) await list(deps, turn, draft, { account, listing: draft.listing, query });
}

/** A label comes or goes and the list stays; a person is one, so the card comes back. */
export async function pickListed(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft,
  choice: number,
): Promise<void> {
  const { t, talk } = turn;
  const { listing } = draft;
  if (listing === null) return talk.answer(t('press.unknown'));
  const index = choice - LISTED_FROM;
  if (choice >= PAGES_FROM) {
    await talk.answer();
    return talk.show(listingMessage(t, draft, listing, choice - PAGES_FROM));
  }
  const person = draft.offeredPeople[index];
  if (person !== undefined) {
    return goOn(deps, turn, { ...draft, assignee: draft.assignee?.id === person.id ? null : person });
  }
  const label = draft.offeredLabels[index];
  if (label === undefined) return talk.answer(t('press.unknown'));
  const others = draft.labels.filter((one) => one !== label);
  const labels = others.length < draft.labels.length ? others : [...others, label];
  const chosen = { ...draft, labels };
  await keepDraft(deps, turn.visit, chosen);
  await talk.answer();
  await talk.show(listingMessage(t, chosen, listing, Math.floor(index / PAGE_SIZE)));
}
