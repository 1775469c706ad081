import { ForgeError } from '../../../domain/errors.js';
import { isBroken } from '../errors.js';
import { parseOne } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { comparisonSchema } from '../schema.js';
import type { GithubComparison } from '../schema.js';

/** Of a push; whether more of them have one author is not asked. */
const MAX_COMMITS = 100;

/**
 * From where the two parted. What was rewritten is sooner or later gone, and may have no beginning in common. `broken`:
 * GitHub cannot compare the two, for which nothing is to be held up. Shows 300 files at most.
 * https://docs.github.com/en/rest/commits/commits#compare-two-commits
 */
export async function compare(
  project: ProjectReader,
  from: string,
  to: string,
): Promise<GithubComparison | 'gone' | 'broken'> {
  try {
    const answer = await project.get(`/compare/${from}...${to}`, { per_page: MAX_COMMITS });
    return parseOne(comparisonSchema, answer.data);
  } catch (error) {
    if (error instanceof ForgeError && error.code === 'not-found') return 'gone';
    if (isBroken(error)) return 'broken';
    throw error;
  }
}
