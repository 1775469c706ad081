import { findDraftPlace } from '../acting/draft-place.js';
import { tellUnfound } from '../acting/invite.js';
import { ownRole } from '../acting/own-account.js';
import type { BotDeps } from '../bot-deps.js';
import { rememberAlbum } from '../files/album.js';
import type { Turn } from '../turn.js';
import { emptyDraft } from './draft.js';
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
  const { visit } = turn;
  const { project, title } = parseIssueCommand(visit.command?.argument ?? '');
  const { text } = parseIssueCommand(visit.markdown);
  const found = await findDraftPlace(deps, turn, { named: project, how: 'issue.how' });
  if ('key' in found) return tellUnfound(deps, turn, found);
  const draft = emptyDraft(deps.randomId(), {
    place: 'places' in found ? null : found,
    role: 'places' in found ? null : await ownRole(deps, visit.visitor.id, found),
    places: 'places' in found ? found.places : [],
    title,
    text: text === '' && title === '' ? null : text,
    attachments: visit.attachments,
    desk: null,
  });
  await rememberAlbum(deps, visit, 'album-draft', { draftId: draft.id });
  await goOn(deps, turn, draft);
}
