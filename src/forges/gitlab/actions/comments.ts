import type { Discussed } from '../../../domain/actions/order.js';
import type { CommentsPage } from '../../../domain/ports/forge-actions.js';
import { parseList } from '../parse.js';
import { noteSchema } from '../schema.js';
import { GHOST } from '../transform/person.js';
import { toNumber, type Acting } from './acting.js';
import { urlOf } from './note-receipt.js';
import { NOTES } from './talk.js';

const COMMENTS_A_PAGE = 50;

/** https://docs.gitlab.com/api/notes/#list-project-issue-notes */
export async function listComments(
  { client, project, drops }: Acting,
  on: Discussed,
  page: number,
): Promise<CommentsPage> {
  const { body, hasNext } = await client.ask(NOTES[on.on], (notes) =>
    notes.all(project.id, toNumber(on.number), {
      sort: 'asc',
      orderBy: 'created_at',
      perPage: COMMENTS_A_PAGE,
      page,
    }),
  );
  const url = urlOf(project, on);
  const comments = parseList(noteSchema, body, drops)
    .filter(({ system }) => system !== true)
    .map(({ id, author, body: words, created_at }) => ({
      id,
      author: author ?? GHOST,
      body: words ?? '',
      url: `${url}#note_${id}`,
      createdAt: created_at,
    }));
  return { comments, hasMore: hasNext };
}
