import type { TimelineFilter } from '../../../src/domain/ports/timeline-store.js';
import { DAY } from '../../../src/domain/time.js';

export interface NamedFilter {
  readonly what: string;
  readonly filter: Partial<TimelineFilter>;
}

const PIPELINES = ['pipeline-started', 'pipeline-failed', 'pipeline-fixed', 'pipeline-succeeded'];
const ISSUES = ['issue-opened', 'issue-closed', 'issue-reopened'];

/** What the filled timeline is asked for: the common, the rare, what never occurs, and what is hidden. */
export function filtersToMeasure(now: Date): readonly NamedFilter[] {
  const days = (from: number, to: number): Partial<TimelineFilter> => ({
    from: new Date(now.getTime() - from * DAY),
    to: new Date(now.getTime() - to * DAY),
  });
  return [
    { what: 'nothing', filter: {} },
    { what: 'project', filter: { projectPath: 'group/app-1' } },
    { what: 'kind', filter: { types: PIPELINES } },
    { what: 'kind that never occurs', filter: { types: ['tag-created'] } },
    { what: 'person', filter: { actor: 'person-0' } },
    { what: 'person who hardly occurs', filter: { actor: 'rare' } },
    { what: 'person of whom everything is hidden', filter: { actor: 'ghost' } },
    { what: 'branch', filter: { branches: ['main'] } },
    { what: 'branch of long ago', filter: { branches: ['release-1'] } },
    { what: 'branch that hardly occurs', filter: { branches: ['rare'] } },
    { what: 'branch that never occurs', filter: { branches: ['never'] } },
    { what: 'any of three branches', filter: { branches: ['main', 'release-1', 'rare'] } },
    { what: 'time', filter: days(60, 50) },
    { what: 'project and kind', filter: { projectPath: 'group/app-5', types: PIPELINES } },
    { what: 'project and person', filter: { projectPath: 'group/app-1', actor: 'person-7' } },
    {
      what: 'project and a branch that hardly occurs',
      filter: { projectPath: 'group/app-1', branches: ['rare'] },
    },
    { what: 'kind and branch that never meet', filter: { types: ISSUES, branches: ['main'] } },
    { what: 'kind, and a person of whom everything is hidden', filter: { types: PIPELINES, actor: 'ghost' } },
    { what: 'person and branch', filter: { actor: 'person-0', branches: ['main'] } },
    { what: 'branch and time that never meet', filter: { branches: ['release-1'], ...days(20, 10) } },
    {
      what: 'everything',
      filter: {
        projectPath: 'group/app-1',
        types: PIPELINES,
        actor: 'person-0',
        branches: ['main'],
        ...days(60, 50),
      },
    },
    {
      what: 'everything, which never meets',
      filter: {
        projectPath: 'group/app-1',
        types: ISSUES,
        actor: 'person-0',
        branches: ['main'],
        ...days(60, 50),
      },
    },
  ];
}
