import { Repositories } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import { hasCode } from '../errors.js';
import { parseReply } from '../parse.js';
import { comparisonSchema, type RawComparison } from '../schema.js';
import { isBroken } from './detail.js';
import type { FeedRead } from './feed-read.js';

/**
 * Straight, from tree to tree: then it tells the truth of a rewritten history, too, and is the same for any other.
 * What was rewritten is sooner or later gone. `broken`: the server stumbles over it, for which nothing is to be held up.
 * https://docs.gitlab.com/api/repositories/#compare-branches-tags-or-commits
 */
export async function compare(
  { client }: Pick<FeedRead, 'client'>,
  { id }: Pick<Project, 'id'>,
  from: string,
  to: string,
): Promise<RawComparison | 'gone' | 'broken'> {
  try {
    const ask = (repositories: Repositories) => repositories.compare(id, from, to, { straight: true });
    const { body } = await client.ask(Repositories, ask);
    return parseReply(comparisonSchema, body);
  } catch (error) {
    if (hasCode(error, ['not-found'])) return 'gone';
    if (isBroken(error) || hasCode(error, ['forbidden'])) return 'broken';
    throw error;
  }
}
