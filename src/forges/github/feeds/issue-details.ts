import type { Person } from '../../../domain/forge.js';
import type { Issue } from '../../../domain/subjects/issue.js';
import type { ProjectReader } from '../project-reader.js';
import { closedBySchema } from '../schema.js';
import type { GithubIssue } from '../schema.js';
import { toPersonOrNull } from '../transform/person.js';

/** Servers that leave it out of the list are asked once for each closing; what cannot be had is `null`. */
export async function readClosedBy(
  project: ProjectReader,
  { state, number, closed_by: listed }: GithubIssue,
  before: Issue | null,
): Promise<Person | null> {
  if (state === 'open' || listed !== null) return toPersonOrNull(listed);
  if (before?.state === 'closed') return before.closedBy;
  const answer = await project.detail(`/issues/${number}`);
  const parsed = closedBySchema.safeParse(answer?.data);
  return parsed.success ? toPersonOrNull(parsed.data.closed_by) : null;
}
