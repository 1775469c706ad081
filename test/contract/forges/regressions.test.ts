import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

const ELSEWHERE = 'acme/other';
/** Reads no internal comments: https://docs.gitlab.com/api/access_requests/#valid-access-levels */
const GUEST = 10;
const DOTTED = 'ann.b-c_d';

/** The branch of a merge request is pushed too. */
function isNoPush(type: string): boolean {
  return !type.startsWith('branch-');
}

/** What other tools of this kind were reported to lose, to repeat or to break on. */
describe.each(['gitlab', 'github'] as const)('on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;
  let world: ForgeWorld;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol', DOTTED, 'ann']);
    clock = forge.clock;
    world = forge.world;
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  const watch = (login: string, level?: WatchLevel): Promise<Reader> => forge.watch(login, level);

  async function readAfter(reader: Reader, act: () => void): Promise<readonly string[]> {
    act();
    clock.advance(MINUTE);
    return reader.read();
  }

  it('a pipeline that runs, fails, is retried and succeeds is told at each turn', async () => {
    const alice = await watch('alice', 'all');
    const { id } = world.startPipeline(APP, { by: 'bob' });

    const turns = [
      await readAfter(alice, () => undefined),
      await readAfter(alice, () => world.finishPipeline(APP, id, 'failed', [{ name: 'unit' }])),
      await readAfter(alice, () => undefined),
      await readAfter(alice, () => world.retryPipeline(APP, id, 'bob')),
      await readAfter(alice, () => world.finishPipeline(APP, id, 'success')),
      await readAfter(alice, () => undefined),
    ];

    expect(turns).toEqual([
      ['pipeline-started'],
      ['pipeline-failed'],
      [],
      ['pipeline-started'],
      ['pipeline-fixed'],
      [],
    ]);
  });

  it('a pipeline that had ended well is told once more when it was retried and ended well again', async () => {
    const alice = await watch('alice');
    const { id } = world.startPipeline(APP, { by: 'alice' });
    await readAfter(alice, () => world.finishPipeline(APP, id, 'success'));

    const told = await readAfter(alice, () => {
      world.retryPipeline(APP, id, 'alice');
      clock.advance(MINUTE);
      world.finishPipeline(APP, id, 'success');
    });

    expect(told).toEqual(['pipeline-succeeded (triggered)']);
    expect(await readAfter(alice, () => undefined)).toEqual([]);
  });

  it('names with dots, dashes and underscores are mentioned whole or not at all', async () => {
    const whole = await watch(DOTTED);
    const start = await watch('ann');
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Names' });
    const comments = [`Look, @${DOTTED}.`, `Write to x@${DOTTED} or \`@${DOTTED}\`.`, `> @${DOTTED} said so`];

    const told = await readAfter(whole, () => {
      for (const text of comments) world.comment(APP, number, 'bob', text);
    });

    expect(told).toEqual(['comment-mention (mentioned)']);
    expect(await start.read()).toEqual([]);
  });

  it('a merge request without assignee, reviewer or description lives its whole life', async () => {
    const alice = await watch('alice', 'all');
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Bare' });

    const told = [
      ...(await readAfter(alice, () => undefined)),
      ...(await readAfter(alice, () => world.close(APP, number, 'bob'))),
      ...(await readAfter(alice, () => world.reopen(APP, number, 'bob'))),
      ...(await readAfter(alice, () => world.merge(APP, number, 'bob'))),
    ];

    expect(told.filter(isNoPush)).toEqual([
      'merge-request-opened',
      'merge-request-closed',
      'merge-request-reopened',
      'merge-request-merged',
    ]);
  });

  it('a review that is asked for again while the first request still waits in the inbox is told again', async () => {
    const alice = await watch('alice');
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Look', reviewers: ['alice'] });

    const told = [
      await readAfter(alice, () => undefined),
      await readAfter(alice, () => world.withdrawReviewRequest(APP, number, 'alice', 'bob')),
      await readAfter(alice, () => world.requestReview(APP, number, 'alice', 'bob')),
    ];

    expect(told).toEqual([
      ['review-requested (reviewer)'],
      ['review-request-withdrawn (reviewer)'],
      ['review-requested (reviewer)'],
    ]);
  });

  it('a review that is asked for again of one who has answered is told again, each time', async () => {
    const alice = await watch('alice');
    const { number } = world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Once more',
      reviewers: ['alice'],
    });
    await readAfter(alice, () => undefined);

    const told: (readonly string[])[] = [];
    for (let round = 0; round < 2; round += 1) {
      told.push(await readAfter(alice, () => world.requestChanges(APP, number, 'alice')));
      told.push(await readAfter(alice, () => world.requestReview(APP, number, 'alice', 'bob')));
    }

    const again = [[], ['review-requested (reviewer)']];
    expect(told).toEqual([...again, ...again]);
  });

  it.each(['requestChanges', 'approve'] as const)(
    'a request for review that is answered with a comment after %s was not withdrawn',
    async (verdict) => {
      const alice = await watch('alice');
      const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Again', reviewers: ['alice'] });
      await readAfter(alice, () => world[verdict](APP, number, 'alice'));
      await readAfter(alice, () => world.requestReview(APP, number, 'alice', 'bob'));

      expect(await readAfter(alice, () => world.commentReview(APP, number, 'alice', 'Nearly.'))).toEqual([]);
    },
  );

  it('a request for review that is answered with a comment by one who reviewed before the watch was not withdrawn', async () => {
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Again', reviewers: ['alice'] });
    world.approve(APP, number, 'alice');
    world.requestReview(APP, number, 'alice', 'bob');
    clock.advance(HOUR);
    const alice = await watch('alice');
    const bob = await watch('bob');

    const answer = () => world.commentReview(APP, number, 'alice', 'Nearly.');

    expect(await readAfter(alice, answer)).toEqual([]);
    expect(await readAfter(alice, () => world.reviewComment(APP, number, 'alice', 'Here.'))).toEqual([]);
    expect((await bob.read()).filter((type) => !type.startsWith('comment'))).toEqual([]);
  });

  it('an approval that GitLab drops because a review is asked for again was not taken back by its giver', async () => {
    const alice = await watch('alice');
    const carol = await watch('carol', 'all');
    const { number } = world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Once more',
      reviewers: ['alice'],
    });
    await readAfter(alice, () => world.approve(APP, number, 'alice'));
    await carol.read();

    const told = await readAfter(alice, () => world.requestReview(APP, number, 'alice', 'bob'));

    const lost = kind === 'gitlab' ? ['approval-withdrawn'] : [];
    expect(told).toEqual(['review-requested', ...lost].map((type) => `${type} (reviewer)`));
    expect(await carol.read()).toEqual(['review-requested', ...lost]);
  });

  it('a request for review that rests for longer than anything is kept is not told again', async () => {
    world.openMergeRequest(APP, { author: 'bob', title: 'Some day', reviewers: ['alice'] });
    clock.advance(HOUR);
    const alice = await watch('alice');
    await readAfter(alice, () => undefined);

    alice.forget();

    expect(await readAfter(alice, () => undefined)).toEqual([]);
  });

  it('an own merge request that somebody merges at once is told', async () => {
    const alice = await watch('alice');

    const told = await readAfter(alice, () => {
      const { number } = world.openMergeRequest(APP, { author: 'alice', title: 'Quick' });
      world.merge(APP, number, 'bob');
    });

    expect(told).toEqual(['merge-request-merged (author)']);
    expect(await readAfter(alice, () => undefined)).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'a closed merge request that is opened again and merged between two looks is told to its author (%s)',
    async (order) => {
      const alice = await watch('alice');
      const { number } = world.openMergeRequest(APP, { author: 'alice', title: 'Revived' });
      await readAfter(alice, () => undefined);
      await readAfter(alice, () => world.close(APP, number, 'bob'));

      world.reopen(APP, number, 'bob');
      world.merge(APP, number, 'bob');
      clock.advance(MINUTE);

      expect(await alice.read(order)).toEqual(['merge-request-merged (author)']);
      expect(await alice.read(order)).toEqual([]);
    },
  );

  it('a closed merge request that is opened again without its reviewer is told to them', async () => {
    const alice = await watch('alice');
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Revived', reviewers: ['alice'] });
    await readAfter(alice, () => undefined);
    await readAfter(alice, () => world.close(APP, number, 'bob'));

    const told = await readAfter(alice, () => {
      world.reopen(APP, number, 'bob');
      world.withdrawReviewRequest(APP, number, 'alice', 'bob');
    });

    expect(told).toEqual(['review-request-withdrawn (reviewer)']);
    expect(await readAfter(alice, () => undefined)).toEqual([]);
  });

  it.each(['merge', 'close'] as const)(
    'to %s a merge request right after a review was asked for is told to the reviewer',
    async (end) => {
      const alice = await watch('alice');
      const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Impatient' });
      await readAfter(alice, () => undefined);

      const told = await readAfter(alice, () => {
        world.requestReview(APP, number, 'alice', 'bob');
        clock.advance(1_000);
        world[end](APP, number, 'bob');
      });

      expect(told).toEqual([`merge-request-${end}d (reviewer)`]);
      expect(await readAfter(alice, () => undefined)).toEqual([]);
    },
  );
});

it('on gitlab a page of events that is short for want of visibility is not the last', async () => {
  const clock = new ScriptedClock();
  const { world, url, close } = await startGitlab({ clock: clock.now });
  for (const login of ['alice', 'bob']) world.addUser(login);
  world.addProject(APP, { members: ['alice', 'bob'] });
  world.addProject(ELSEWHERE, { members: ['bob'] });
  world.addMember(ELSEWHERE, 'alice', GUEST);
  const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Little said' });
  const other = world.openMergeRequest(ELSEWHERE, { author: 'bob', title: 'Much said among members' });
  clock.advance(HOUR);
  const alice = await Reader.start({
    adapter: createGitlabAdapter({ logger: createMemoryLogger() }),
    forge: { kind: 'gitlab', url, apiUrl: `${url}/api/v4` },
    token: world.addToken('alice'),
    path: APP,
    level: 'all',
    filter: null,
    now: clock.now,
  });
  clock.advance(MINUTE);

  world.comment(APP, number, 'bob', 'For all to read.');
  for (let count = 0; count < 120; count += 1)
    world.internalComment(ELSEWHERE, other.number, 'bob', 'Among us.');
  const told = await alice.read();
  await close();

  expect(told).toEqual(['comment-added']);
});
