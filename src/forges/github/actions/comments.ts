import type { Discussed } from '../../../domain/actions/order.js';
import type { CommentsPage } from '../../../domain/ports/forge-actions.js';
import { parseList } from '../lenient-parse.js';
import { commentSchema } from '../schema.js';
import { GHOST, toPersonOrNull } from '../transform/person.js';
import type { Site } from './site.js';

const COMMENTS_A_PAGE = 50;

/** Of a pull request its conversation, without what stands on lines. https://docs.github.com/en/rest/issues/comments#list-issue-comments */
export async function listComments(site: Site, { number }: Discussed, page: number): Promise<CommentsPage> {
  const answer = await site.read('/issues/{issue_number}/comments', {
    issue_number: number,
    per_page: COMMENTS_A_PAGE,
    page,
  });
  const comments = parseList(commentSchema, answer.data).items.map(
    ({ id, user, body, html_url, created_at }) => ({
      id,
      author: toPersonOrNull(user) ?? GHOST,
      body: body ?? '',
      url: html_url,
      createdAt: created_at,
    }),
  );
  return { comments, hasMore: /rel="next"/.test(answer.header('link') ?? '') };
}
