import { Commits, Events } from '@gitbeaker/rest';
import type { Person } from '../../../domain/forge.js';
import type { Project } from '../../../domain/project.js';
import type { DocumentChange } from '../../../domain/subjects/document-change.js';
import { parseList } from '../parse.js';
import { eventSchema, mergeRequestSchema, pushSchema } from '../schema.js';
import { askForDetail } from './detail.js';
import type { FeedRead } from './feed-read.js';

/** Of the pushes to all branches; the one that is looked for has just come. */
const PUSHES = 20;

type Origin = Pick<DocumentChange, 'author' | 'mergeRequest'>;

/** Commits bear names and addresses, no users: whose they are, their merge request tells, or the push that brought them. */
export async function findOrigin(read: FeedRead, project: Project, sha: string): Promise<Origin> {
  const merged = await findMerged(read, project, sha);
  if (merged !== null) return merged;
  return { author: await findPusher(read, project, sha), mergeRequest: null };
}

/** https://docs.gitlab.com/api/commits/#list-merge-requests-associated-with-a-commit */
async function findMerged({ client, drops }: FeedRead, { id }: Project, sha: string): Promise<Origin | null> {
  const reply = await askForDetail(() =>
    client.ask(Commits, (commits) => commits.allMergeRequests(id, sha, { perPage: 20, page: 1 })),
  );
  const rows = reply === null ? [] : parseList(mergeRequestSchema, reply.body, drops);
  const merged = rows.find(({ state, project_id: projectId }) => state === 'merged' && projectId === id);
  if (merged === undefined) return null;
  return { author: merged.author, mergeRequest: { number: merged.iid, url: merged.web_url } };
}

/** The last one that put a branch there. https://docs.gitlab.com/api/events/#list-all-visible-events-for-a-project */
export async function findPusher(
  { client, drops }: FeedRead,
  { id }: Project,
  sha: string,
): Promise<Person | null> {
  const reply = await askForDetail(() =>
    client.ask(Events, (events) => events.all({ projectId: id, action: 'pushed', perPage: PUSHES, page: 1 })),
  );
  const events = reply === null ? [] : parseList(eventSchema, reply.body, drops);
  const push = events.find(({ push_data }) => pushSchema.safeParse(push_data).data?.commit_to === sha);
  return push?.author ?? null;
}
