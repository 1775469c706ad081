import { z } from 'zod';
import type { Circle } from '../../../domain/circle.js';
import type { Person } from '../../../domain/forge.js';
import type { PeerCall } from '../../../domain/peer-call.js';
import type { GithubPull } from '../schema.js';
import { toState } from '../transform/merge-request.js';
import { toPersonOrNull } from '../transform/person.js';

/** What has to be remembered of an open pull request to know what may open or close its gates. */
export const openPullSchema = z.object({
  id: z.string(),
  number: z.number(),
  sha: z.string(),
  target: z.string(),
  /** Ids of those who answer for it: its author and its assignees. */
  people: z.array(z.string()),
});

export type OpenPull = z.infer<typeof openPullSchema>;

/** The viewer's own, and the newest of the others. */
const MAX_OPEN = 100;

/** As the lists show them now; what is missing there stands as it stood. */
export function openAmong(
  before: readonly OpenPull[],
  shown: readonly GithubPull[],
  viewer: Person,
): readonly OpenPull[] {
  const open = new Map(before.map((one) => [one.id, one]));
  for (const pull of shown) {
    open.delete(pull.id);
    if (toState(pull) === 'open') open.set(pull.id, toOpenPull(pull));
  }
  const newestFirst = [...open.values()].sort((one, other) => other.number - one.number);
  const isOwn = (pull: OpenPull): boolean => isAnsweredForBy(pull, viewer);
  const own = newestFirst.filter(isOwn);
  return [...own, ...newestFirst.filter((pull) => !isOwn(pull))].slice(0, MAX_OPEN);
}

function toOpenPull(pull: GithubPull): OpenPull {
  const people = [pull.user, ...(pull.assignees ?? [])].map((user) => toPersonOrNull(user)?.id ?? null);
  return {
    id: pull.id,
    number: pull.number,
    sha: pull.head.sha,
    target: pull.base.ref,
    people: [...new Set(people.filter((id) => id !== null))],
  };
}

export function isAnsweredForBy({ people }: OpenPull, viewer: Person): boolean {
  return people.includes(viewer.id);
}

/** Others answer for pull requests to these branches: what came onto them may be in the way of theirs. */
export function callsFor(
  open: readonly OpenPull[],
  moved: ReadonlySet<string>,
  projectId: string,
): readonly PeerCall[] {
  const ids = [...new Set(open.filter(({ target }) => moved.has(target)).flatMap(({ people }) => people))];
  if (ids.length === 0) return [];
  const whom: Circle = { ids, logins: [] };
  return [{ kind: 'merge-requests', projectId, isAccountFeed: false, whom, reachesWideLevels: false }];
}
