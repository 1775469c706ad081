import { actionNamed } from '../../actions/index.js';
import { branchAfter } from '../../actions/merge.js';
import type { ActionInput, Variant } from '../../actions/define-action.js';
import { headOf, type Look, type MergeRequestLook } from '../../domain/actions/look.js';
import type { Button, Line, Message } from '../../domain/message.js';
import { MINUTE } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { putPending } from '../pending.js';
import { sentence } from '../phrase.js';
import type { TextKey, Texts } from '../translator.js';
import type { Turn } from '../turn.js';
import { rememberQuestion, wordLines } from './asked-words.js';
import { errandToJson, type Errand } from './errand.js';
import { shortSha } from './moved-head.js';
import { wordsOf } from './outcome-text.js';
import type { Run } from './run-errand.js';

export const CONFIRM = 'act-confirm';
/** The choice behind "No". */
export const NO = 999;
/** The one that turns round whether the branch goes with the merge. */
export const BRANCH = 998;

/** What was seen is soon no longer so. */
export const CONFIRM_LIFETIME_MS = 2 * MINUTE;

export interface ToConfirm {
  readonly errand: Errand;
  readonly look: Look;
  readonly variants: readonly Variant[];
}

/** Asks whoever set out to do it, and nobody else, with what will be done. The answer is bound to what is shown here. */
export async function askToConfirm(
  deps: BotDeps,
  turn: Turn,
  { errand, look, variants }: ToConfirm,
  { via, requestKey }: Pick<Run, 'via' | 'requestKey'>,
): Promise<void> {
  const { t, talk, visit } = turn;
  const branch = branchAfter(errand.action, look, errand.input);
  const shown: Errand = {
    ...errand,
    input: { ...errand.input, ...shownOfMerge(look, branch) },
    ground: { ...errand.ground, shownSha: headOf(look) },
    // The message whose words are sent is what its writer may edit afterwards.
    ...(actionNamed(errand.action)?.asks === 'text' ? { requestKey } : {}),
  };
  const choices: readonly ActionInput[] = variants.length === 0 ? [{}] : variants.map((one) => one.input);
  const id = deps.randomId();
  await putPending(deps, visit, id, {
    action: CONFIRM,
    payload: errandToJson(shown, choices),
    lifetimeMs: CONFIRM_LIFETIME_MS,
  });
  const labels = choices.map((choice, index) => yesLabel(t, errand, choice, variants[index] ?? null));
  const head: Message = {
    lines: [
      ...questionLines(t, errand, look),
      ...(branch?.goes === true ? [sentence(t, 'act.confirm.branch-goes')] : []),
    ],
    buttons: questionButtons(t, labels, branch, (choice) => encodePress({ kind: 'pending', id, choice })),
  };
  const message: Message = { ...head, lines: [...head.lines, ...wordLines(t, errand.input)] };
  await talk.answer();
  const messageId = await (via === 'question' ? talk.place(message) : talk.ask(message));
  if (messageId === null) return;
  const question = { id, action: CONFIRM, lifetimeMs: CONFIRM_LIFETIME_MS, messageId, message: head };
  await rememberQuestion(deps, visit, shown, question);
}

/** What of a merge is to be as it is shown. */
function shownOfMerge(look: Look, branch: ReturnType<typeof branchAfter>): ActionInput {
  if (branch === null || look.kind !== 'merge-request') return {};
  const { targetBranch } = look.mergeRequest;
  return branch.isChosen ? { targetBranch, deletesBranch: branch.goes } : { targetBranch };
}

function questionButtons(
  t: Texts,
  labels: readonly string[],
  branch: ReturnType<typeof branchAfter>,
  action: (choice: number) => string,
): readonly (readonly Button[])[] {
  const turnRound: readonly Button[] =
    branch?.isChosen === true
      ? [{ label: t(branch.goes ? 'act.branch.keep' : 'act.branch.delete'), action: action(BRANCH) }]
      : [];
  const yes = labels.map((label, index): readonly Button[] => [{ label, action: action(index) }]);
  return [...yes, turnRound, [{ label: t('act.confirm.no'), action: action(NO) }]];
}

function yesLabel(
  t: Texts,
  { action, ground }: Errand,
  { method }: ActionInput,
  variant: Variant | null,
): string {
  if (method !== undefined) return t(`act.${action === 'merge' ? 'method' : 'when-ready'}.${method}`);
  const label = t(`act.name.${action}` as TextKey, { context: ground.forge.kind });
  return variant?.name ? `${label}: ${variant.name}` : label;
}

function questionLines(t: Texts, errand: Errand, look: Look): readonly Line[] {
  const asked = sentence(t, `act.confirm.${errand.action}` as TextKey, wordsOf(t, errand));
  return look.kind === 'merge-request' ? [asked, ...mergeRequestLines(t, look)] : [asked];
}

function mergeRequestLines(t: Texts, look: MergeRequestLook): readonly Line[] {
  const { title, sourceBranch, targetBranch, headSha } = look.mergeRequest;
  const head = { source: sourceBranch, target: targetBranch, sha: shortSha(headSha) };
  return [
    { kind: 'text', spans: [{ text: title, style: 'bold' }] },
    sentence(t, 'act.confirm.head', head),
    ...(look.size === null ? [] : [{ kind: 'text', spans: [sizeOf(t, look.size)] } as const]),
  ];
}

export function sizeOf(
  t: Texts,
  { files, additions, deletions }: NonNullable<MergeRequestLook['size']>,
): string {
  const count = t('act.confirm.size', { count: files });
  if (additions === null || deletions === null) return count;
  return `${count} · ${t('act.confirm.lines', { additions, deletions })}`;
}
