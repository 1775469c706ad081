import type { ForgeKind } from '../../src/domain/forge.js';
import { planFeeds } from '../../src/domain/feed-plan.js';
import { aTokenFacts, GITHUB, GITLAB } from './builders.js';

/** How many feeds an account has that watches so many projects at the default level. */
export function countFeeds(kind: ForgeKind, projects = 1): number {
  const forge = kind === 'gitlab' ? GITLAB : GITHUB;
  const watches = Array.from({ length: projects }, (_, index) => ({
    projectId: String(index),
    level: 'participating' as const,
    filter: null,
    isConfirmed: true,
  }));
  return planFeeds({ forge, token: aTokenFacts(), state: 'active' }, watches).length;
}
