import { IssuesStatistics, ProjectMilestones } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import type { Milestone, MilestoneProgress } from '../../../domain/subjects/milestone.js';
import { changedAmong } from '../../changed-among.js';
import { isOutOfReach } from '../errors.js';
import { parseList } from '../parse.js';
import { issueCountsSchema, milestoneSchema } from '../schema.js';
import { toMilestone } from '../transform/milestone.js';
import { askForDetail } from './detail.js';
import { inOrder, type FeedRead, type FeedYield } from './feed-read.js';

const PAGE_SIZE = 100;
/** How many issues each has open costs a request. */
const MAX_COUNTS = 5;

/** The project's own, and those of the groups that it lies in. https://docs.gitlab.com/api/milestones/ */
export async function readMilestones(read: FeedRead, project: Project): Promise<FeedYield> {
  const open = await settle(read, await readOpen(read, project));
  const milestones = await changedAmong(read.request.lookup, 'milestone', open);
  return {
    cursor: {},
    sightings: inOrder(milestones.map((subject) => ({ subject, isNews: false }))),
    wakes: [],
    hasChanged: milestones.length > 0,
    isRunning: false,
    newestAt: null,
  };
}

/** Those that have a due date; of the ones due soon the counts as well, the nearest first. */
async function readOpen(read: FeedRead, project: Project): Promise<readonly Milestone[]> {
  const { client, drops } = read;
  try {
    const { body } = await client.ask(ProjectMilestones, (milestones) =>
      // The elder of its two names, which every server knows; both together are refused.
      milestones.all(project.id, {
        state: 'active',
        includeParentMilestones: true,
        perPage: PAGE_SIZE,
        page: 1,
      }),
    );
    const now = client.serverTime();
    const open = parseList(milestoneSchema, body, drops)
      .map((raw) => toMilestone(raw, project, { now, progress: null }))
      .filter((milestone) => milestone !== null)
      .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
    const due = open.filter(({ daysLeft }) => daysLeft !== null).slice(0, MAX_COUNTS);
    const counted = new Map<string, MilestoneProgress | null>();
    for (const milestone of due) counted.set(milestone.id, await readProgress(read, milestone));
    return open.map((milestone) => ({ ...milestone, progress: counted.get(milestone.id) ?? null }));
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    return [];
  }
}

/** Several projects of a group show its milestones: what was seen through one of them stays with it, and is not seen anew. */
async function settle(
  { request: { lookup, watched } }: FeedRead,
  open: readonly Milestone[],
): Promise<readonly Milestone[]> {
  const shared = open.filter(({ group }) => group !== undefined).map(({ id }) => id);
  if (shared.length === 0) return open;
  const seen = await lookup('milestone', shared);
  return open.map((milestone) => {
    const home = watched.find(({ id }) => id === seen.get(milestone.id)?.projectId);
    return home === undefined ? milestone : { ...milestone, projectId: home.id };
  });
}

/**
 * Of all issues of the group, where it is a group's; `null`: one that cannot be counted, which spares the others.
 * https://docs.gitlab.com/api/issues_statistics/
 */
async function readProgress(
  { client }: FeedRead,
  { projectId, group, title }: Milestone,
): Promise<MilestoneProgress | null> {
  const within = group === undefined ? { projectId } : { groupId: group };
  const reply = await askForDetail(() =>
    client.ask(IssuesStatistics, (statistics) => statistics.all({ ...within, milestone: title })),
  );
  const counts = issueCountsSchema.safeParse(reply?.body).data?.statistics.counts;
  return counts === undefined ? null : { open: counts.opened, all: counts.all };
}
