import { act } from '../../actions/act.js';
import type { Attempt } from '../../actions/attempt.js';
import { editComment } from '../../actions/comment.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import { bringFiles } from './bring-files.js';
import { joinParts, partsWith, rememberParts } from './comment-parts.js';
import type { Errand } from './errand.js';
import { labelOf } from './ground.js';
import { outcomeLine } from './outcome-text.js';
import { ownAccount } from './own-account.js';

/**
 * A message that became a comment was changed, or a further one of its album came: the comment is changed. Any other
 * change is nobody's business.
 */
export async function changeComment(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { chatId } = visit.address;
  const parts = await partsWith(deps, visit);
  const record = await deps.stores.actions.find(`message:${chatId}:${parts[0]?.messageId ?? ''}`);
  const commentId = record?.receipt?.id ?? null;
  const isOurs =
    record?.action === 'comment' && record.personId === visit.visitor.id && record.result === 'done';
  if (!isOurs || record.target === null || commentId === null) return;
  const { forge, project, target } = record;
  const account = await ownAccount(deps, visit.visitor.id, forge);
  if (account === null)
    return talk.reply({ lines: [sentence(t, 'comment.edit-lost', { forge: forge.url })] });
  const attempt: Attempt = {
    requestKey: `edit:${chatId}:${visit.messageId}:${visit.version}`,
    person: { id: visit.visitor.id, name: visit.visitor.name },
    account,
    project,
    target,
    definition: editComment,
    input: { ...joinParts(parts), commentId },
    shownSha: null,
    isConfirmed: true,
    isPublic: false,
  };
  const brought = await bringFiles(deps, turn, attempt);
  if (brought.kind === 'trouble') return talk.reply({ lines: [brought.line] });
  const outcome = await act(
    { ...deps, records: deps.stores.actions },
    { actions: deps.actions[forge.kind], session: deps.openSession(account) },
    { ...attempt, input: brought.input },
  );
  if (outcome.kind === 'confirm') return;
  if (outcome.kind === 'done') await rememberParts(deps, visit, parts);
  // That the rest of an album came along goes without saying.
  if (outcome.kind === 'done' && !visit.isEdit) return;
  const number = target.kind === 'pipeline' ? target.id : target.number;
  const label = labelOf(forge.kind, target, number);
  const ground = {
    forge: account.forge,
    project,
    target,
    label,
    url: null,
    shownSha: null,
    threadId: null,
    messageId: null,
  };
  const errand: Errand = { action: editComment.name, input: {}, ground };
  await talk.reply({ lines: [outcomeLine(t, errand, outcome)] });
}
