import { newPipeline } from '../../actions/new-pipeline.js';
import type { ForgeKind } from '../../domain/forge.js';
import type { Json } from '../../domain/json.js';
import type { Subject } from '../../domain/subject.js';
import { isOnMergeRequest, isOnOwnRef } from '../../domain/subjects/pipeline.js';
import type { TextLine } from '../../domain/message.js';
import { findDraftPlace, toldBefore, type Told } from '../acting/draft-place.js';
import { NOTHING_SHOWN, type Ground } from '../acting/errand.js';
import { groundOfMessage, labelOf } from '../acting/ground.js';
import { tellUnfound } from '../acting/invite.js';
import { placeOnly, type DraftPlace } from '../acting/kept-place.js';
import { messageKeyOf } from '../acting/message-key.js';
import { runErrand } from '../acting/run-errand.js';
import type { BotDeps } from '../bot-deps.js';
import { instanceLabel } from '../forge-words.js';
import { matchWatches } from '../match-watch.js';
import { isRecord, textIn } from '../pending-payload.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import { newDraft, type RunDraft } from './draft.js';
import { hideTyped } from './reply.js';
import { goOn } from './steps.js';
import { MOST_VARIABLES, parseRunCommand } from './variables.js';

/** Begins a draft with what the command says and what it replies to, and asks for the rest. */
export async function beginRun(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { words, variables } = parseRunCommand(visit.command?.argument ?? '');
  if (words.length + variables.length === 0 && (await buildMergeRequest(deps, turn))) return;
  const note = await hideTyped(turn, variables);
  const refuse = (key: TextKey, params: PhraseParams = {}): Promise<void> =>
    talk.reply({ lines: [sentence(t, key, params), ...(note === null ? [] : [note])] });
  const told = await toldBefore(deps, turn);
  const named = readWords(words, told !== null);
  if (named === null) return refuse('run.how');
  if (variables.length > MOST_VARIABLES) return refuse('run.too-many', { count: MOST_VARIABLES });
  const project = named.project === null ? null : await addressOf(deps, turn, named.project);
  const found = await findDraftPlace(deps, turn, { named: project, how: 'run.how' });
  if ('key' in found) return note === null ? tellUnfound(deps, turn, found) : refuse(found.key, found.params);
  const known =
    'places' in found
      ? found
      : { place: found, ...wishFor(found.forge.kind, named.ref, named.project === null ? told : null) };
  await goOn(deps, turn, newDraft(deps.randomId(), { ...known, variables }), note ?? wordOnPulls(turn, told));
}

/** In reply to a merge request of GitLab, or to a pipeline of it, it builds that anew; false: it replies to something else. */
async function buildMergeRequest(deps: BotDeps, turn: Turn): Promise<boolean> {
  const { repliesTo } = turn.visit;
  const told = repliesTo === null ? null : await groundOfMessage(deps, turn, repliesTo);
  const ground = told?.forge.kind === 'gitlab' ? await groundToBuild(deps, turn, told) : null;
  if (ground === null) return false;
  const requestKey = messageKeyOf(turn.visit);
  const errand = { action: newPipeline.name, input: {}, ground };
  await runErrand(deps, turn, errand, { via: 'typed', requestKey, isConfirmed: false });
  return true;
}

async function groundToBuild(deps: BotDeps, turn: Turn, told: Ground): Promise<Ground | null> {
  const { forge, target } = told;
  if (target.kind !== 'pipeline') return target.kind === 'merge-request' ? told : null;
  const subject = (await toldBefore(deps, turn))?.subject;
  const number =
    subject?.kind === 'pipeline' && isOnMergeRequest(subject) ? subject.mergeRequestNumber : null;
  if (number === null) return null;
  const built = { kind: 'merge-request', number } as const;
  return {
    ...NOTHING_SHOWN,
    ...placeOnly(told),
    target: built,
    label: labelOf(forge.kind, built, number),
  };
}

/** What somebody who replies to a pull request may hope for, and GitHub does not have. */
function wordOnPulls({ t }: Turn, told: Told | null): TextLine | null {
  const isPull = told?.forge.kind === 'github' && told.subject?.kind === 'merge-request';
  return isPull ? sentence(t, 'run.no-pull-runs', { forge: instanceLabel(told.forge) }) : null;
}

/** Begins a draft on the branch, and of the workflow, of a pipeline that was looked at. */
export async function runAgain(
  deps: BotDeps,
  turn: Turn,
  place: DraftPlace,
  again: Json | undefined,
): Promise<void> {
  if (!isRecord(again)) return turn.talk.answer(turn.t('press.expired'));
  const wish = wishOf(place.forge.kind, textIn(again, 'ref'), textIn(again, 'name'));
  await goOn(deps, turn, newDraft(deps.randomId(), { place: placeOnly(place), ...wish }));
}

/** In reply to news the project is known: one word is the ref. `null`: those are too many words. */
function readWords(
  words: readonly string[],
  isReply: boolean,
): { readonly project: string | null; readonly ref: string | null } | null {
  const [first = null, second = null, ...others] = words;
  if (others.length > 0) return null;
  return isReply && second === null ? { project: null, ref: first } : { project: first, ref: second };
}

/** The last part of a path will do where the chat watches it. */
async function addressOf(deps: BotDeps, { visit }: Turn, typed: string): Promise<string> {
  const watches = await deps.stores.watches.listOfChat(visit.chatKey);
  const confirmed = watches.filter(({ watch }) => watch.isConfirmed);
  const [only, ...others] = matchWatches(confirmed, typed, deps.forges);
  return only === undefined || others.length > 0 ? typed : only.project.url;
}

type Wish = Partial<Pick<RunDraft, 'ref' | 'wanted'>>;

/** What was typed, else what was told. */
function wishFor(kind: ForgeKind, typed: string | null, told: Told | null): Wish {
  if (typed !== null) return refTyped(kind, typed);
  const subject = told?.subject ?? null;
  return subject === null ? {} : refTold(kind, subject);
}

/** On GitHub, `deploy@main` is a workflow and a ref. */
function refTyped(kind: ForgeKind, typed: string): Wish {
  const at = typed.indexOf('@');
  if (kind === 'gitlab' || at < 1) return { ref: typed };
  const ref = typed.slice(at + 1);
  return { ref: ref === '' ? null : ref, wanted: { name: typed.slice(0, at), orRef: typed } };
}

function refTold(kind: ForgeKind, subject: Subject): Wish {
  if (subject.kind === 'push') return { ref: subject.branch };
  if (subject.kind !== 'pipeline' || !isOnOwnRef(subject)) return {};
  return wishOf(kind, subject.ref, subject.name ?? '');
}

/** GitLab names pipelines, too, but not what they are made of. */
function wishOf(kind: ForgeKind, ref: string, name: string): Wish {
  return { ref, wanted: kind === 'gitlab' || name === '' ? null : { name, orRef: null } };
}
