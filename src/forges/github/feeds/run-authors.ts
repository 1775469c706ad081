import type { Person } from '../../../domain/forge.js';
import type { SnapshotLookup } from '../../../domain/feed.js';
import type { ProjectReader } from '../project-reader.js';
import { authoredSchema } from '../schema.js';
import { toPersonOrNull } from '../transform/person.js';
import type { PullOfRun } from '../transform/pipeline.js';

/**
 * Who opened these pull requests, by number: as they were last seen, and asked for where that never was. GitHub names
 * none for runs of forks.
 */
export async function readPullAuthors(
  project: ProjectReader,
  lookup: SnapshotLookup,
  pulls: readonly PullOfRun[],
): Promise<ReadonlyMap<string, Person>> {
  const authors = new Map<string, Person>();
  if (pulls.length === 0) return authors;
  const ids = pulls.flatMap(({ id }) => (id ? [id] : []));
  for (const { number, author } of (await lookup('merge-request', [...new Set(ids)])).values()) {
    authors.set(number, author);
  }
  for (const number of new Set(pulls.map((pull) => String(pull.number)))) {
    const answer = authors.has(number) ? null : await project.detail(`/pulls/${number}`);
    const author = toPersonOrNull(authoredSchema.safeParse(answer?.data).data?.user ?? null);
    if (author !== null) authors.set(number, author);
  }
  return authors;
}
