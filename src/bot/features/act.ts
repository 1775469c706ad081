import { Composer } from 'telegraf';
import { MORE } from '../../domain/actions/act-button.js';
import type { ActionInput } from '../../actions/define-action.js';
import { isOtherWay } from '../../actions/attempt.js';
import { actionNamed } from '../../actions/index.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { requestKeyOf } from '../acting/asked-words.js';
import { BRANCH, CONFIRM, NO } from '../acting/confirm.js';
import { rememberSent } from '../acting/comment-parts.js';
import { errandFromJson, inputOf, type Errand, type Ground } from '../acting/errand.js';
import { groundOfCommand } from '../acting/ground-of-command.js';
import { groundOfMessage } from '../acting/ground.js';
import { tellUnfound } from '../acting/invite.js';
import { messageKeyOf } from '../acting/message-key.js';
import { wordsFor } from '../acting/outcome-text.js';
import { PICK, turnOptions } from '../acting/option-pages.js';
import { openPanel, PANEL, RUN_AGAIN } from '../acting/panel.js';
import { runErrand } from '../acting/run-errand.js';
import { splitComment } from '../acting/split-comment.js';
import { groundOfPipeline, type Unfound } from '../acting/typed-ground.js';
import type { BotDeps } from '../bot-deps.js';
import type { CommandName } from '../commands.js';
import { usableFiles } from '../files/usable-files.js';
import { runAgain } from '../new-run/begin.js';
import { listOf } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import { onCommand, onPending, onPress, type BotContext, type Turn } from '../turn.js';

/** Commands that do one thing to one subject. */
const DEEDS = [
  'approve',
  'merge',
  'retry',
  'cancel',
  'close',
  'reopen',
  'comment',
] as const satisfies readonly CommandName[];
type Deed = (typeof DEEDS)[number];

/** What people do to what they are told of: by buttons under news, by questions, and by commands. */
export function actFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onPress('act', (turn, { action }) => pressOnNews(deps, turn, action)));
  composer.use(onPending(CONFIRM, (turn, pending, choice) => answerQuestion(deps, turn, pending, choice)));
  composer.use(onPending(PICK, (turn, pending, choice) => pick(deps, turn, pending, choice)));
  composer.use(onPending(PANEL, (turn, pending, choice) => chooseAction(deps, turn, pending, choice)));
  composer.use(onCommand('do', (turn) => openByCommand(deps, turn)));
  for (const name of DEEDS) composer.use(onCommand(name, (turn) => doByCommand(deps, turn, name)));
  return composer;
}

async function pressOnNews(deps: BotDeps, turn: Turn, action: string): Promise<void> {
  const { talk, t, visit } = turn;
  const ground = await groundOfMessage(deps, turn, visit.messageId);
  if (ground === null) return talk.insist(t('act.old'), 'alert');
  if (action === MORE) return openPanel(deps, turn, ground, { via: 'news' });
  const requestKey = `press:${visit.query?.id ?? ''}`;
  await runErrand(
    deps,
    turn,
    { action, input: inputOf(ground), ground },
    { via: 'news', requestKey, isConfirmed: false },
  );
}

async function answerQuestion(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const errand = errandFromJson(pending.payload);
  if (errand === null) return turn.talk.answer(turn.t('press.expired'));
  if (choice === NO) return dropQuestion(deps, turn, pending.id, errand);
  if (choice === BRANCH) return turnBranchRound(deps, turn, pending.id, errand);
  const chosen = errand.choices[choice];
  if (chosen === undefined) return turn.talk.answer(turn.t('press.unknown'));
  const settled = { ...errand, input: { ...errand.input, ...chosen } };
  const requestKey = requestKeyOf(errand, pending.id);
  const begun = await deps.stores.actions.find(requestKey);
  if (begun !== null && isOtherWay(begun, settled.input)) return turn.talk.answer(turn.t('act.answered'));
  await runErrand(deps, turn, settled, { via: 'question', requestKey, isConfirmed: true });
}

/** A no that comes after the yes takes nothing back: it is told what became of that. */
async function dropQuestion(deps: BotDeps, turn: Turn, pendingId: string, errand: Errand): Promise<void> {
  const requestKey = requestKeyOf(errand, pendingId);
  const begun = await deps.stores.actions.find(requestKey);
  if (begun !== null) {
    const input = { ...errand.input, ...(begun.detail as ActionInput) };
    return runErrand(deps, turn, { ...errand, input }, { via: 'question', requestKey, isConfirmed: true });
  }
  await deps.stores.pending.take(pendingId, deps.clock());
  await turn.talk.show({
    lines: [sentence(turn.t, 'act.confirm.dropped', wordsFor(turn.t, errand.ground))],
  });
}

/** Asks anew, with what the branch is to become the other way round. */
async function turnBranchRound(deps: BotDeps, turn: Turn, pendingId: string, errand: Errand): Promise<void> {
  await deps.stores.pending.take(pendingId, deps.clock());
  const input = { ...errand.input, deletesBranch: errand.input.deletesBranch !== true };
  const requestKey = `press:${turn.visit.query?.id ?? ''}`;
  await runErrand(deps, turn, { ...errand, input }, { via: 'question', requestKey, isConfirmed: false });
}

async function pick(deps: BotDeps, turn: Turn, pending: PendingAction, choice: number): Promise<void> {
  if (await turnOptions(turn, pending, choice)) return;
  const errand = errandFromJson(pending.payload);
  const chosen = errand?.choices[choice];
  if (errand === null || chosen === undefined) return turn.talk.answer(turn.t('press.expired'));
  const isPrivate = turn.visit.chatKind === 'private';
  const isConfirmed = isPrivate && actionNamed(errand.action)?.isGrave === false;
  const requestKey = `pick:${pending.id}:${choice}`;
  await runErrand(deps, turn, { ...errand, input: chosen }, { via: 'question', requestKey, isConfirmed });
}

async function chooseAction(
  deps: BotDeps,
  turn: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const errand = errandFromJson(pending.payload);
  const action = listOf(pending.payload.names)[choice];
  if (errand === null || typeof action !== 'string') return turn.talk.answer(turn.t('press.expired'));
  if (action === RUN_AGAIN) return runAgain(deps, turn, errand.ground, pending.payload.again);
  const requestKey = `press:${turn.visit.query?.id ?? ''}`;
  await runErrand(deps, turn, { ...errand, action }, { via: 'question', requestKey, isConfirmed: false });
}

async function openByCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const ground = await groundOfCommand(deps, turn, turn.visit.command?.argument ?? '');
  if ('key' in ground) return tellUnfound(deps, turn, ground);
  await openPanel(deps, turn, ground, { via: 'typed' });
}

async function doByCommand(deps: BotDeps, turn: Turn, action: Deed): Promise<void> {
  const { visit } = turn;
  const argument = visit.command?.argument ?? '';
  const { word, text } = action === 'comment' ? splitComment(visit) : { word: argument, text: undefined };
  const ground = await groundOfDeed(deps, turn, action, word);
  if ('key' in ground) return tellUnfound(deps, turn, ground);
  const attachments = action === 'comment' ? await usableFiles(deps, turn, ground.forge.kind) : [];
  const files = attachments.length === 0 ? {} : { attachments };
  const input = { ...inputOf(ground), ...(text === undefined ? {} : { text }), ...files };
  const requestKey = messageKeyOf(visit);
  const errand = { action, input, ground };
  await runErrand(deps, turn, errand, { via: 'typed', requestKey, isConfirmed: false });
  await rememberSent(deps, visit, errand, requestKey);
}

function groundOfDeed(deps: BotDeps, turn: Turn, action: Deed, word: string): Promise<Ground | Unfound> {
  const isOfPipeline = action === 'retry' || action === 'cancel';
  const isByProject =
    isOfPipeline &&
    turn.visit.repliesTo === null &&
    !word.includes('/pipelines/') &&
    !word.includes('/runs/');
  if (!isByProject) return groundOfCommand(deps, turn, word);
  return groundOfPipeline(deps, turn, word, action === 'retry' ? 'ended' : 'running');
}
