import { create, deedOfCreation, type Creation, type CreationOutcome } from '../../actions/create.js';
import type { OpenAccount } from '../../domain/account.js';
import type { Receipt } from '../../domain/actions/order.js';
import type { TextLine } from '../../domain/message.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { NOTHING_SHOWN } from '../acting/errand.js';
import { failureLine } from '../acting/outcome-text.js';
import { placeOnly } from '../acting/kept-place.js';
import { rememberGround } from '../acting/remember-ground.js';
import { wakeTouched } from '../acting/wakes.js';
import type { BotDeps } from '../bot-deps.js';
import { uploadFiles, type Uploaded } from '../files/upload-files.js';
import { instanceLabel } from '../forge-words.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import type { IssueDraft, PlacedDraft } from './draft.js';
import { goOn } from './steps.js';

/** Makes the issue with the account of whoever pressed. A draft that the forge refused stays, to be mended. */
export async function makeIssue(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft,
  account: OpenAccount,
): Promise<void> {
  const { t, talk } = turn;
  const uploaded = await bringFiles(deps, turn, draft, account);
  if (uploaded.kind === 'trouble') return goOn(deps, turn, draft, uploaded.line);
  const outcome = await attempt(deps, turn, { ...draft, text: uploaded.text }, account);
  const words = outcomeLine(t, draft, outcome);
  if (outcome.kind !== 'done' && outcome.kind !== 'unsure') {
    return goOn(deps, turn, { ...draft, tries: draft.tries + 1 }, words);
  }
  await wakeTouched(deps, turn, account.id, { ...draft.place, kind: 'issue' });
  await talk.answer();
  const leftOut = outcome.kind === 'done' ? leftOutLines(t, draft, outcome.receipt) : [];
  await talk.show({ lines: [words, ...leftOut] });
  if (outcome.kind === 'done') await rememberMade(deps, turn, draft, outcome.receipt);
  // Last: a press that comes again after a crash needs the draft to say what became of it.
  await deps.stores.pending.take(draft.id, deps.clock());
}

/** So that a reply to the message becomes a comment on the issue. */
async function rememberMade(
  deps: BotDeps,
  turn: Turn,
  { place }: PlacedDraft,
  { id, url }: Receipt,
): Promise<void> {
  if (id === null) return;
  const target = { kind: 'issue', number: id } as const;
  const ground = { ...NOTHING_SHOWN, ...placeOnly(place), target, label: issueLabel(id), url };
  await rememberGround(deps, turn, turn.visit.messageId, ground);
}

/** Not where it is known what became of this try, nor where nothing can come of it. */
async function bringFiles(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft,
  account: OpenAccount,
): Promise<Uploaded> {
  const { place, attachments } = draft;
  const text = draft.text ?? '';
  const isUseless = attachments.length === 0 || account.token.canWrite === false;
  if (isUseless || (await deps.stores.actions.find(keyOf(draft))) !== null) return { kind: 'text', text };
  const deed = deedOfCreation(creationOf(turn, draft, account));
  return uploadFiles(deps, turn, { account, project: place.project, deed }, { text, attachments });
}

/** Names this try to make it. */
export function keyOf({ id, tries }: IssueDraft): string {
  return `issue:${id}:${tries}`;
}

function attempt(
  deps: BotDeps,
  turn: Turn,
  draft: PlacedDraft,
  account: OpenAccount,
): Promise<CreationOutcome> {
  const way = { actions: deps.actions[draft.place.forge.kind], session: deps.openSession(account) };
  return create({ ...deps, records: deps.stores.actions }, way, creationOf(turn, draft, account));
}

function creationOf({ visit: { visitor } }: Turn, draft: PlacedDraft, account: OpenAccount): Creation {
  const { place, title, text, labels, assignee, isConfidential } = draft;
  return {
    requestKey: keyOf(draft),
    person: { id: visitor.id, name: visitor.name },
    account,
    project: place.project,
    order: {
      action: 'create-issue',
      title,
      text: text ?? '',
      labels,
      assignees: assignee === null ? [] : [assignee],
      isConfidential,
    },
  };
}

function outcomeLine(t: Texts, { place, title }: PlacedDraft, outcome: CreationOutcome): TextLine {
  const context = place.forge.kind;
  const params = {
    project: { text: place.project.path, href: place.project.url },
    forge: instanceLabel(place.forge),
    context,
  };
  switch (outcome.kind) {
    case 'done': {
      const { id, url } = outcome.receipt;
      const label = issueLabel(id ?? '');
      return sentence(t, 'issue.made', { number: url === null ? label : { text: label, href: url }, title });
    }
    case 'refused':
      return refusalLine(t, outcome, params);
    case 'failed':
      return failureLine(t, outcome.error, params, 'issue.gone');
    case 'spent':
      return sentence(t, 'issue.again');
    case 'unsure':
      return sentence(t, 'issue.unsure', params);
  }
}

function leftOutLines(t: Texts, { place }: PlacedDraft, { leftOut }: Receipt): readonly TextLine[] {
  const { labels = [], people = [] } = leftOut ?? {};
  const forge = instanceLabel(place.forge);
  return [
    ...(labels.length === 0 ? [] : [sentence(t, 'issue.left-labels', { forge, names: labels.join(', ') })]),
    ...(people.length === 0 ? [] : [sentence(t, 'issue.left-people', { forge, names: people.join(', ') })]),
  ];
}

function refusalLine(
  t: Texts,
  { code, words }: Extract<CreationOutcome, { kind: 'refused' }>,
  params: PhraseParams,
): TextLine {
  if (code === 'scope' || code === 'archived') return sentence(t, `act.refused.${code}`, params);
  if (code === 'role' || code === 'unsupported') return sentence(t, `issue.refused.${code}`, params);
  return sentence(t, 'issue.refused.invalid', { ...params, words: words ?? '' });
}
