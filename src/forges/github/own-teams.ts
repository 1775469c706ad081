import { FULL_PAGE, readPages } from './all-pages.js';
import type { GithubClient } from './client.js';
import { ForgeError } from '../../domain/errors.js';
import { parseList } from './lenient-parse.js';
import { teamSchema } from './schema.js';

const MAX_PAGES = 3;

/**
 * `org/team` of the reader's teams, and of those right above them, whose mention calls them, too. A classic token needs
 * `repo`, `user` or `read:org` for it. https://docs.github.com/en/rest/teams/teams#list-teams-for-the-authenticated-user
 */
export async function readOwnTeams(client: GithubClient): Promise<readonly string[]> {
  const found = await readPages(
    (page) => client.get('GET /user/teams', { per_page: FULL_PAGE, page }),
    (data) => parseList(teamSchema, data),
    MAX_PAGES,
  );
  if (found === null) throw new ForgeError('bad-reply', { detail: 'a list of teams was expected' });
  const names = found.items.flatMap(({ slug, parent, organization: { login } }) => [
    `${login}/${slug}`,
    ...(parent ? [`${login}/${parent.slug}`] : []),
  ]);
  return [...new Set(names)];
}
