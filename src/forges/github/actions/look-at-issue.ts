import type { IssueLook } from '../../../domain/actions/look.js';
import { ForgeError } from '../../../domain/errors.js';
import { parseOne } from '../lenient-parse.js';
import { issueSchema } from '../schema.js';
import { toPersonOrNull } from '../transform/person.js';
import { toIssue } from '../transform/issue.js';
import type { Site, Spot } from './site.js';

/** Of pull requests too, which are issues to this part of the API. */
export function issueSpot(number: string): Spot {
  return { path: '/issues/{issue_number}', params: { issue_number: number } };
}

/** https://docs.github.com/en/rest/issues/issues#get-an-issue */
export async function lookAtIssue(site: Site, number: string): Promise<IssueLook> {
  const { path, params } = issueSpot(number);
  const issue = parseOne(issueSchema, (await site.read(path, params)).data);
  if (issue.pull_request)
    throw new ForgeError('not-found', { detail: 'the number is that of a pull request' });
  const { project, role, isArchived } = site.place;
  const { body, closed_by: closer } = issue;
  return {
    kind: 'issue',
    role,
    isArchived,
    issue: toIssue(issue, project.id, toPersonOrNull(closer)),
    text: body ?? '',
  };
}
