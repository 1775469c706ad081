import type { Attempt, Outcome } from '../../actions/attempt.js';
import { editComment } from '../../actions/comment.js';
import type { OpenAccount } from '../../domain/account.js';
import type { ActionRecord } from '../../domain/actions/action-record.js';
import type { Target } from '../../domain/actions/look.js';
import type { TextLine } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import type { UploadTrouble } from '../files/upload-files.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Visit } from '../visit.js';
import { actWithFiles } from './act-with-files.js';
import { rewordQuestion } from './asked-words.js';
import { isComment, joinParts, partsWith, rememberParts, type CommentPart } from './comment-parts.js';
import { NOTHING_SHOWN, type Errand, type Ground } from './errand.js';
import { labelOf } from './ground.js';
import { messageKeyOf } from './message-key.js';
import { outcomeLine } from './outcome-text.js';
import { writersAccount } from './own-account.js';
import { takeUnsent } from './unsent-words.js';
import { wakeTouched } from './wakes.js';

/**
 * A message that became a comment was changed, or a further one of its album came: the comment is changed.
 * So is the question where it was not answered yet. Any other change is nobody's business.
 */
export async function changeComment(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const parts = await partsWith(deps, visit);
  const messageId = parts[0]?.messageId ?? '';
  const comment = await findComment(deps, visit, messageId);
  if (comment === null) {
    if (!(await rewordQuestion(deps, turn))) await tellUnsent(deps, turn, messageId);
    return;
  }
  const { text, attachments } = joinParts(parts);
  if (text === '' && attachments.length === 0) return;
  const { forge } = comment;
  const account = await writersAccount(deps, visit.visitor.id, comment);
  if (account === null)
    return talk.reply({ lines: [sentence(t, 'comment.edit-lost', { forge: forge.url })] });
  const errand: Errand = { action: editComment.name, input: {}, ground: groundOf(account, comment) };
  await rewrite(deps, turn, { comment, parts, account, text }, (outcome) =>
    outcome.kind === 'trouble' ? outcome.line : outcomeLine(t, errand, outcome),
  );
}

/** Says once that a change of words that are no comment changes nothing. */
async function tellUnsent(deps: BotDeps, { visit, talk, t }: Turn, messageId: string): Promise<void> {
  const unsent = await takeUnsent(deps, visit, messageKeyOf(visit, messageId));
  if (unsent === null) return;
  await talk.reply({ lines: [sentence(t, `comment.edit-${unsent.end}`, { forge: unsent.forge })] });
}

export interface Rewriting {
  readonly comment: SentComment;
  readonly parts: readonly CommentPart[];
  /** What wrote the comment, or may change it. */
  readonly account: OpenAccount;
  readonly text: string;
}

type Unconfirmed = Exclude<Outcome, { kind: 'confirm' }> | UploadTrouble;

/** Changes the comment on the forge, and says so. */
export async function rewrite(
  deps: BotDeps,
  turn: Turn,
  { comment, parts, account, text }: Rewriting,
  say: (outcome: Unconfirmed) => TextLine,
): Promise<Outcome | UploadTrouble> {
  const { visit, talk } = turn;
  const attempt: Attempt = {
    requestKey: `edit:${visit.address.chatId}:${visit.messageId}:${visit.version}`,
    person: { id: visit.visitor.id, name: visit.visitor.name },
    account,
    project: comment.project,
    target: comment.target,
    definition: editComment,
    input: { ...joinParts(parts), text, commentId: comment.id },
    shownSha: null,
    isConfirmed: true,
    isPublic: false,
  };
  const outcome = await actWithFiles(deps, turn, attempt);
  if (outcome.kind === 'confirm') return outcome;
  const { project, target } = comment;
  if (outcome.kind !== 'trouble')
    await wakeTouched(deps, turn, account.id, { forge: account.forge, project, kind: target.kind });
  if (outcome.kind === 'done') await rememberParts(deps, visit, parts);
  // That the rest of an album came along goes without saying.
  if (outcome.kind !== 'done' || visit.isEdit) await talk.reply({ lines: [say(outcome)] });
  return outcome;
}

export type SentComment = Pick<ActionRecord, 'forge' | 'login' | 'project'> & {
  readonly id: string;
  readonly target: Target;
};

/** `null` where that message became no comment of this visitor's. */
export async function findComment(
  { stores }: BotDeps,
  visit: Visit,
  messageId: string,
): Promise<SentComment | null> {
  const record = await stores.actions.find(messageKeyOf(visit, messageId));
  const id = record?.receipt?.id ?? null;
  if (record?.personId !== visit.visitor.id || !isComment(record)) return null;
  if (record.target === null || id === null) return null;
  const { forge, login, project, target } = record;
  return { id, forge, login, project, target };
}

function groundOf({ forge }: OpenAccount, { project, target }: SentComment): Ground {
  const number = target.kind === 'pipeline' ? target.id : target.number;
  const label = labelOf(forge.kind, target, number);
  return { ...NOTHING_SHOWN, forge, project, target, label };
}
