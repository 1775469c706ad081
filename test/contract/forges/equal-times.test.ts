import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** What may happen twice; `prepared` is the number of what it happens to, which stands there before the first look. */
interface Happening {
  readonly tells: string;
  readonly prepare?: (world: ForgeWorld, which: string) => number;
  readonly happen: (world: ForgeWorld, which: string, prepared: number) => unknown;
}

const by = 'bob';

function openMergeRequest(world: ForgeWorld, title: string): number {
  return world.openMergeRequest(APP, { author: by, title }).number;
}

function openIssue(world: ForgeWorld, title: string): number {
  return world.openIssue(APP, { author: by, title }).number;
}

const HAPPENINGS: readonly Happening[] = [
  {
    tells: 'merge-request-opened',
    happen: openMergeRequest,
  },
  {
    tells: 'review-requested (reviewer)',
    prepare: openMergeRequest,
    happen: (world, _title, number) => world.requestReview(APP, number, 'alice', by),
  },
  {
    tells: 'merge-request-merged',
    prepare: openMergeRequest,
    happen: (world, _title, number) => world.merge(APP, number, by),
  },
  { tells: 'issue-opened', happen: openIssue },
  {
    tells: 'issue-closed',
    prepare: openIssue,
    happen: (world, _title, number) => world.closeIssue(APP, number, by),
  },
  {
    tells: 'comment-added',
    prepare: openIssue,
    happen: (world, text, number) => world.commentIssue(APP, number, by, text),
  },
  {
    tells: 'comment-mention (mentioned)',
    prepare: openMergeRequest,
    happen: (world, text, number) => world.comment(APP, number, by, `@alice ${text}`),
  },
  {
    tells: 'comment-added',
    prepare: openMergeRequest,
    happen: (world, text, number) => world.reviewComment(APP, number, by, text),
  },
  {
    tells: 'merge-request-approved',
    prepare: openMergeRequest,
    happen: (world, _title, number) => world.approve(APP, number, 'carol'),
  },
  { tells: 'pipeline-started', happen: (world) => world.startPipeline(APP, { by }) },
  {
    tells: 'pipeline-failed',
    prepare: (world) => world.startPipeline(APP, { by }).id,
    happen: (world, _which, id) => world.finishPipeline(APP, id, 'failed', [{ name: 'unit' }]),
  },
  {
    tells: 'deployment-started',
    happen: (world, environment) => world.startDeployment(APP, { by, environment }),
  },
  {
    tells: 'deployment-failed',
    prepare: (world, environment) => world.startDeployment(APP, { by, environment }),
    happen: (world, _which, id) => world.endDeployment(APP, id, 'failed'),
  },
  { tells: 'release-published', happen: (world, tag) => world.publishRelease(APP, { by, tag }) },
  { tells: 'tag-created', happen: (world, tag) => world.pushTag(APP, tag, by) },
  {
    tells: 'branch-pushed',
    prepare: (world, branch) => world.push(APP, { by, branch }).length,
    happen: (world, branch) => world.push(APP, { by, branch }),
  },
  {
    tells: 'documents-changed',
    happen: (world, name) =>
      world.push(APP, {
        by,
        branch: 'main',
        files: [{ path: `docs/${name}.md` }],
      }),
  },
  {
    tells: 'commit-mention (mentioned)',
    happen: (world, branch) => {
      const sha = world.push(APP, { by, branch });
      world.commentOnCommit(APP, sha, { by, body: `@alice ${branch}` });
    },
  },
  {
    tells: 'wiki-page-created',
    happen: (world, title) => world.writeWikiPage(APP, { by, title, text: title }),
  },
  { tells: 'image-tag-created', happen: (world, tag) => world.pushImage(APP, { image: 'api', tag }) },
];

describe.each(['gitlab', 'github'] as const)('two happenings of one second on %s', (kind) => {
  let forge: WatchedForge;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', by, 'carol']);
    forge.clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  it.each(HAPPENINGS.map((one) => [one.tells, one] as const))(
    '%s: both are told, each once, where only the first was there at the last look',
    async (tells, { prepare, happen }) => {
      const { world, clock } = forge;
      const [one, other] = ['v1', 'v2'].map((which) => [which, prepare?.(world, which) ?? 0] as const);
      clock.advance(HOUR);
      const alice = await forge.watch('alice', 'all');

      const told: number[] = [];
      const look = async (): Promise<void> => {
        told.push((await alice.read()).filter((type) => type === tells).length);
      };
      happen(world, ...one!);
      await look();
      happen(world, ...other!);
      await look();
      for (const minutes of [1, 5]) {
        clock.advance(minutes * MINUTE);
        await look();
      }

      expect(told).toEqual([1, 1, 0, 0]);
    },
  );
});
