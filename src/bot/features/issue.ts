import { Composer } from 'telegraf';
import { onAnswer } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { recallAlbum } from '../files/album.js';
import { beginIssue } from '../new-issue/begin.js';
import { DRAFT } from '../new-issue/draft.js';
import { pressDraft } from '../new-issue/press.js';
import { DRAFT_REPLY } from '../new-issue/steps.js';
import { changeDraft, findSaidDraft } from '../new-issue/take-change.js';
import { takeReply, takeRestOfAlbum } from '../new-issue/take-reply.js';
import { textIn } from '../pending-payload.js';
import { onCommand, onPending, type BotContext } from '../turn.js';

/** `/issue`: drafts an issue, step by step or in one line, and makes it once whoever began says so. */
export function issueFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(async ({ turn }, next) => {
    const isMessage = !turn.visit.isEdit && turn.visit.query === null;
    const album = isMessage ? await recallAlbum(deps, turn.visit, 'album-draft') : null;
    await (album === null ? next() : takeRestOfAlbum(deps, turn, textIn(album, 'draftId')));
  });
  composer.use(async ({ turn }, next) => {
    const said = turn.visit.isEdit ? await findSaidDraft(deps, turn) : null;
    await (said === null ? next() : changeDraft(deps, turn, said.draft));
  });
  composer.use(onAnswer(deps, DRAFT_REPLY, (turn, asked) => takeReply(deps, turn, asked)));
  composer.use(onCommand('issue', (turn) => beginIssue(deps, turn)));
  composer.use(onPending(DRAFT, (turn, pending, choice) => pressDraft(deps, turn, pending, choice)));
  return composer;
}
