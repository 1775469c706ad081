import { IssuesStatistics, ProjectMilestones } from '@gitbeaker/rest';
import type { Project } from '../../../domain/project.js';
import type { Milestone, MilestoneProgress } from '../../../domain/subjects/milestone.js';
import { changedAmong } from '../../changed-among.js';
import { isOutOfReach } from '../errors.js';
import { parseList } from '../parse.js';
import { issueCountsSchema, milestoneSchema } from '../schema.js';
import { toMilestone } from '../transform/milestone.js';
import { inOrder, type FeedRead, type FeedYield } from './feed-read.js';

const PAGE_SIZE = 100;
/** How many issues each has open costs a request. */
const MAX_COUNTS = 5;

/** The project's own: those of its groups are shared by many. https://docs.gitlab.com/api/milestones/ */
export async function readMilestones(read: FeedRead, project: Project): Promise<FeedYield> {
  const milestones = await changedAmong(read.request.lookup, 'milestone', await readOpen(read, project));
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
      milestones.all(project.id, { state: 'active', perPage: PAGE_SIZE, page: 1 }),
    );
    const now = client.serverTime();
    const open = parseList(milestoneSchema, body, drops)
      .map((raw) => toMilestone(raw, project, { now, progress: null }))
      .filter((milestone) => milestone !== null)
      .toSorted((one, other) => (one.dueOn < other.dueOn ? -1 : 1));
    const due = open.filter(({ daysLeft }) => daysLeft !== null).slice(0, MAX_COUNTS);
    const counted = new Map<string, MilestoneProgress | null>();
    for (const { id, title } of due) counted.set(id, await readProgress(read, project, title));
    return open.map((milestone) => ({ ...milestone, progress: counted.get(milestone.id) ?? null }));
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
    return [];
  }
}

/** https://docs.gitlab.com/api/issues_statistics/#get-project-issues-statistics */
async function readProgress(
  { client }: FeedRead,
  project: Project,
  milestone: string,
): Promise<MilestoneProgress | null> {
  const { body } = await client.ask(IssuesStatistics, (statistics) =>
    statistics.all({ projectId: project.id, milestone }),
  );
  const counts = issueCountsSchema.safeParse(body).data?.statistics.counts;
  return counts === undefined ? null : { open: counts.opened, all: counts.all };
}
