import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { MINUTE } from '../../../src/domain/time.js';
import { emptyFilter } from '../../../src/domain/watch-filter.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import type { GithubExtras } from '../../simulator/github/github-extras.js';
import type { GitlabExtras } from '../../simulator/gitlab/gitlab-extras.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** Closes one gate of merge request 1, and returns what opens it. */
type Gate<Extras> = (world: ForgeWorld & Extras) => () => void;

function pipeline(world: ForgeWorld): () => void {
  const { id } = world.startPipeline(APP, { by: 'bob', mergeRequest: 1 });
  return () => world.finishPipeline(APP, id, 'success');
}

const GATES: {
  readonly gitlab: Readonly<Record<string, Gate<GitlabExtras>>>;
  readonly github: Readonly<Record<string, Gate<GithubExtras>>>;
} = {
  gitlab: {
    draft: (world) => {
      world.editTitle(APP, 1, 'Draft: Mine', 'alice');
      return () => world.markReady(APP, 1, 'bob');
    },
    approval: (world) => {
      world.configureProject(APP, { approvalsRequired: 1 });
      return () => world.approve(APP, 1, 'bob');
    },
    pipeline: (world) => {
      world.configureProject(APP, { pipelineMustSucceed: true });
      return pipeline(world);
    },
    threads: (world) => {
      world.configureProject(APP, { threadsMustBeResolved: true });
      const comment = world.reviewComment(APP, 1, 'bob', 'Why?');
      return () => world.resolveThread(APP, 1, comment, 'bob');
    },
    rebase: (world) => {
      world.setBehind(APP, 1, true);
      return () => world.setBehind(APP, 1, false);
    },
    'gate of the future': (world) => {
      world.forceMergeStatus(APP, 1, 'moon_phase');
      return () => world.forceMergeStatus(APP, 1, null);
    },
  },
  github: {
    draft: (world) => {
      world.markDraft(APP, 1, 'alice');
      return () => world.markReady(APP, 1, 'bob');
    },
    approval: (world) => {
      world.protect(APP, { approvals: 1 });
      return () => world.approve(APP, 1, 'bob');
    },
    'required run': (world) => {
      world.protect(APP, { needsChecks: true });
      return pipeline(world);
    },
    'run that nobody requires': pipeline,
    'commit status': (world) => {
      world.setStatus(APP, 1, { context: 'jenkins', state: 'pending' }, 'bob');
      return () => world.setStatus(APP, 1, { context: 'jenkins', state: 'success' }, 'bob');
    },
    'check of another app': (world) => {
      world.reportCheck(APP, 1, 'sonar', 'failure');
      return () => world.reportCheck(APP, 1, 'sonar', 'success');
    },
  },
};

const CASES = (['gitlab', 'github'] as const).flatMap((kind) =>
  Object.keys(GATES[kind]).map((gate) => [kind, gate] as const),
);

describe('the gates of the reader’s own merge request', () => {
  let forge: WatchedForge;

  afterEach(() => forge.close());

  async function start(kind: 'gitlab' | 'github'): Promise<ForgeWorld> {
    forge = await startWatchedForge(kind, ['alice', 'bob']);
    forge.world.openMergeRequest(APP, { author: 'alice', title: 'Mine' });
    forge.clock.advance(MINUTE);
    return forge.world;
  }

  /** What is told of gates in the next minutes. */
  async function told(reader: Reader, minutes = 2): Promise<readonly string[]> {
    const all: string[] = [];
    for (let minute = 0; minute < minutes; minute += 1) {
      forge.clock.advance(MINUTE);
      all.push(...(await reader.read()));
    }
    return all.filter((type) => /^(ready-to-merge|conflict)/.test(type));
  }

  it.each(CASES)('on %s: when the last of them opens (%s), it is ready, once', async (kind, gate) => {
    const world = await start(kind);
    const close = GATES[kind][gate as never] as Gate<unknown>;
    const open = close(world);
    const alice = await forge.watch('alice');
    expect(await told(alice)).toEqual([]);

    open();

    expect(await told(alice)).toEqual(['ready-to-merge (author)']);
    expect(await told(alice)).toEqual([]);
  });

  describe.each(['gitlab', 'github'] as const)('on %s', (kind) => {
    let world: ForgeWorld;
    let alice: Reader;

    beforeEach(async () => {
      world = await start(kind);
      alice = await forge.watch('alice');
      await told(alice);
    });

    function pushToTarget(isConflicting: boolean): void {
      world.push(APP, { by: 'bob', branch: 'main' });
      world.setConflict(APP, 1, isConflicting);
    }

    it('a conflict that a push to the target makes and another one resolves is told, each time that it comes', async () => {
      for (let round = 0; round < 3; round += 1) {
        pushToTarget(true);
        expect(await told(alice)).toEqual(['conflict-appeared (author)']);
        pushToTarget(false);
        expect(await told(alice)).toEqual(['conflict-resolved (author)', 'ready-to-merge (author)']);
      }
    });

    it('a push to the target that is in nobody’s way is not told', async () => {
      pushToTarget(false);

      expect(await told(alice)).toEqual([]);
    });

    it('nothing is told of it once it was closed, and what has changed is when it is opened again', async () => {
      world.close(APP, 1, 'bob');
      pushToTarget(true);
      expect(await told(alice)).toEqual([]);

      world.reopen(APP, 1, 'bob');

      expect(await told(alice)).toEqual(['conflict-appeared (author)']);
    });

    it('they are told without the feed of pipelines, too', async () => {
      const filter = { ...emptyFilter('participating'), off: [{ topic: 'pipelines', type: null } as const] };
      const carol = await forge.watchBy('alice', filter);
      await told(carol);

      const { id } = world.startPipeline(APP, { by: 'bob', mergeRequest: 1 });
      pushToTarget(true);
      expect(await told(carol)).toEqual(['conflict-appeared (author)']);
      world.finishPipeline(APP, id, 'success');
      pushToTarget(false);

      expect(await told(carol)).toEqual(['conflict-resolved (author)', 'ready-to-merge (author)']);
    });
  });

  it('on gitlab: while the server works it out nothing is told, whatever it says in between', async () => {
    const world = (await start('gitlab')) as ForgeWorld & GitlabExtras;
    const alice = await forge.watch('alice');
    await told(alice);

    for (const status of [
      'unchecked',
      'checking',
      null,
      'preparing',
      'approvals_syncing',
      'checking',
      null,
    ]) {
      world.forceMergeStatus(APP, 1, status);
      expect(await told(alice, 1)).toEqual([]);
    }
  });

  it('on gitlab: a conflict that the server takes back at once is not told, and one that stays is', async () => {
    const world = (await start('gitlab')) as ForgeWorld & GitlabExtras;
    const alice = await forge.watch('alice');
    await told(alice);

    for (const status of ['conflict', 'checking', null, 'conflict', null, null]) {
      world.forceMergeStatus(APP, 1, status);
      forge.clock.advance(20_000);
      expect(await alice.read()).toEqual([]);
    }
    world.forceMergeStatus(APP, 1, 'conflict');

    expect(await told(alice)).toEqual(['conflict-appeared (author)']);
  });

  it('on github: rules of the branch that are lifted are seen within ten minutes', async () => {
    const world = (await start('github')) as ForgeWorld & GithubExtras;
    world.protect(APP, { approvals: 2 });
    const alice = await forge.watch('alice');
    await told(alice);

    world.protect(APP, {});

    expect(await told(alice, 12)).toEqual(['ready-to-merge (author)']);
  });

  it('on github: while nothing happens they are watched for nothing', async () => {
    await start('github');
    const alice = await forge.watch('alice');
    await told(alice);
    forge.requests.clear();

    await told(alice, 60);

    // Wikis are read over git, which counts against nothing.
    const git = forge.requests.matching('GET', /\.git\//).length;
    expect(forge.requests.charged - git).toBe(0);
  });
});
