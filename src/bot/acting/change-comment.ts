import { act } from '../../actions/act.js';
import { editComment } from '../../actions/comment.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Turn } from '../turn.js';
import type { Errand } from './errand.js';
import { labelOf } from './ground.js';
import { outcomeLine } from './outcome-text.js';
import { ownAccount } from './own-account.js';

/** A message that became a comment was changed: so is the comment. Any other change is nobody's business. */
export async function changeComment(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  const { chatId } = visit.address;
  const record = await deps.stores.actions.find(`message:${chatId}:${visit.messageId}`);
  const commentId = record?.receipt?.id ?? null;
  const isOurs =
    record?.action === 'comment' && record.personId === visit.visitor.id && record.result === 'done';
  if (!isOurs || record.target === null || commentId === null) return;
  const { forge, project, target } = record;
  const account = await ownAccount(deps, visit.visitor.id, forge);
  if (account === null)
    return talk.reply({ lines: [sentence(t, 'comment.edit-lost', { forge: forge.url })] });
  const outcome = await act(
    { ...deps, records: deps.stores.actions },
    { actions: deps.actions[forge.kind], session: deps.openSession(account) },
    {
      requestKey: `edit:${chatId}:${visit.messageId}:${visit.version}`,
      person: { id: visit.visitor.id, name: visit.visitor.name },
      account,
      project,
      target,
      definition: editComment,
      input: { text: visit.text, commentId },
      shownSha: null,
      isConfirmed: true,
      isPublic: false,
    },
  );
  if (outcome.kind === 'confirm') return;
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
