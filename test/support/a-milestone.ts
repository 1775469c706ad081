import type { Milestone } from '../../src/domain/subjects/milestone.js';
import { at } from './builders.js';

/** Due far ahead, with 4 of 12 issues open. */
export function aMilestone(over: Partial<Milestone> = {}): Milestone {
  return {
    kind: 'milestone',
    id: '61',
    projectId: '7',
    title: '1.0',
    dueOn: '2026-03-04',
    daysLeft: null,
    progress: { open: 4, all: 12 },
    url: 'https://gitlab.example.com/acme/shop/-/milestones/1',
    createdAt: at(0),
    updatedAt: at(0),
    ...over,
  };
}
