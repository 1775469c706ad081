import { ownAccount } from '../acting/own-account.js';
import { placeOf, type Place, type Unfound } from '../acting/typed-ground.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { MOST_OFFERED } from './card.js';
import type { DraftPlace, IssueDraft } from './draft.js';
import { goOn } from './steps.js';

const FORM = /^(?:(\S*\/\S*)(?:[^\S\n]+|$|(?=\n)))?([^\n]*)(?:\n([\s\S]*))?$/;

/** `/issue group/app The title`, its text on the lines below. */
export function parseIssueCommand(argument: string): {
  readonly project: string | null;
  readonly title: string;
  readonly text: string;
} {
  const [, project = null, title = '', text = ''] = FORM.exec(argument) ?? [];
  return { project, title: title.trim().replace(/\s+/g, ' '), text: text.trim() };
}

/** Begins a draft with what the command says, and asks for the rest. */
export async function beginIssue(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { project, title, text } = parseIssueCommand(visit.command?.argument ?? '');
  const found = await findPlace(deps, turn, project);
  if ('key' in found) return talk.reply({ lines: [sentence(t, found.key, found.params)] });
  const draft: IssueDraft = {
    id: deps.randomId(),
    place: 'places' in found ? null : found,
    title,
    text: text === '' && title === '' ? null : text,
    labels: [],
    assignee: null,
    isConfidential: false,
    tries: 0,
    places: 'places' in found ? found.places : [],
    offeredLabels: [],
    offeredPeople: [],
  };
  await goOn(deps, turn, draft);
}

/** The project that was named, that of the news replied to, or those that the chat watches, to choose from. */
async function findPlace(
  deps: BotDeps,
  turn: Turn,
  named: string | null,
): Promise<DraftPlace | { readonly places: readonly DraftPlace[] } | Unfound> {
  if (named !== null) return asDraftPlace(await placeOf(deps, turn, { project: named, number: '' }));
  const told = await placeOfNews(deps, turn);
  if (told !== null) {
    const own = await ownAccount(deps, turn.visit.visitor.id, told.forge);
    return own === null ? { key: 'act.no-account', params: { forge: instanceLabel(told.forge) } } : told;
  }
  const watches = await deps.stores.watches.listOfChat(turn.visit.chatKey);
  const places = watches
    .filter(({ watch }) => watch.isConfirmed)
    .map(({ account: { forge }, project }): DraftPlace => ({ forge, project }));
  const [only, ...others] = places;
  if (only === undefined) return { key: 'issue.how', params: {} };
  if (others.length > 0) return { places: places.slice(0, MOST_OFFERED) };
  return asDraftPlace(await placeOf(deps, turn, { project: null, number: '' }));
}

async function placeOfNews({ stores }: BotDeps, { visit }: Turn): Promise<DraftPlace | null> {
  if (visit.repliesTo === null) return null;
  const told = await stores.news.findTold(visit.address.chatId, visit.repliesTo);
  const account = told?.kind === 'event' ? await stores.accounts.find(told.accountId) : null;
  return told?.kind !== 'event' || account === null ? null : { forge: account.forge, project: told.project };
}

function asDraftPlace(found: Place | Unfound): DraftPlace | Unfound {
  return 'key' in found ? found : { forge: found.account.forge, project: found.project };
}
