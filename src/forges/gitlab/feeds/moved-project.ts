import type { Sighting } from '../../../domain/feed.js';
import type { OwnProject } from '../../../domain/project.js';
import { findProject } from '../projects.js';
import type { FeedRead, FeedYield } from './feed-read.js';

/** Between a project's path and what is in it. https://docs.gitlab.com/development/routing/ */
const SEPARATOR = '/-/';

/**
 * Where the project is now, if the addresses of what was read show that it is not where it was. Requests go by its id,
 * which a rename and a transfer leave alone, so nothing else would tell.
 */
export async function findMovedProject(
  { client, request }: FeedRead,
  { sightings }: Pick<FeedYield, 'sightings'>,
): Promise<OwnProject | undefined> {
  const { project } = request;
  if (project === null) return undefined;
  const isOwn = ({ subject }: Sighting): boolean => subject.projectId === project.id && !('group' in subject);
  const shown = sightings.findLast(isOwn);
  const [address = '', rest] = shown?.subject.url.split(SEPARATOR) ?? [];
  if (rest === undefined || placeOf(address) === placeOf(project.url)) return undefined;
  const found = await findProject(client, project.id);
  return found === null || found.path === project.path ? undefined : found;
}

/**
 * Whole, the instance's own part included: below a new parent group the old path is the end of the new one. Hosts may
 * differ, where the instance has another name now.
 */
function placeOf(address: string): string {
  return URL.canParse(address) ? new URL(address).pathname.replace(/\/$/, '') : address;
}
