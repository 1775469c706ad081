import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('comments on what Bob opened on %s', (kind) => {
  let forge: WatchedForge;
  let issue: number;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol', 'dave', 'erin']);
    const { world, clock } = forge;
    world.openMergeRequest(APP, { author: 'bob', title: 'New' });
    world.requestReview(APP, 1, 'alice', 'bob');
    world.assign(APP, 1, 'carol', 'bob');
    issue = world.openIssue(APP, { author: 'bob', title: 'New', assignees: ['carol'] }).number;
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  it.each(['forwards', 'backwards'] as const)(
    'are told once to its reviewers and assignees, and to no onlooker (%s)',
    async (order) => {
      const [alice, carol, erin] = [
        await forge.watch('alice'),
        await forge.watch('carol'),
        await forge.watch('erin'),
      ];
      forge.world.comment(APP, 1, 'dave', 'Is it ready?');
      forge.world.reviewComment(APP, 1, 'dave', 'And why this?');
      forge.world.commentIssue(APP, issue, 'dave', 'I see it, too');

      const assigned = 'comment-added (assignee)';
      expect(await alice.read(order)).toEqual(['comment-added (reviewer)', 'comment-added (reviewer)']);
      expect(await carol.read(order)).toEqual([assigned, assigned, assigned]);
      expect(await erin.read(order)).toEqual([]);
      expect([...(await alice.read(order)), ...(await carol.read(order))]).toEqual([]);
    },
  );

  it('are told to a reviewer who has answered, and to whom they name for that alone', async () => {
    const alice = await forge.watch('alice');
    forge.world.approve(APP, 1, 'alice');
    forge.clock.advance(MINUTE);
    await alice.read();
    forge.world.comment(APP, 1, 'dave', 'One more thing');
    const said = await alice.read();
    forge.world.comment(APP, 1, 'dave', 'What do you say, @alice?');

    expect(said).toEqual(['comment-added (reviewer)']);
    expect(await alice.read()).toEqual(['comment-mention (mentioned)']);
  });

  it.each(['forwards', 'backwards'] as const)(
    'are answers to those who wrote in the same thread, each told once (%s)',
    async (order) => {
      const { world } = forge;
      const thread = world.reviewComment(APP, 1, 'dave', 'Why this?');
      world.comment(APP, 1, 'erin', 'I wonder, too', thread);
      world.reviewComment(APP, 1, 'erin', 'And that?');
      forge.clock.advance(MINUTE);
      const [dave, erin] = [await forge.watch('dave'), await forge.watch('erin')];
      const answer = async (by: string, text: string): Promise<readonly (readonly string[])[]> => {
        world.comment(APP, 1, by, text, thread);
        forge.clock.advance(MINUTE);
        return [await dave.read(order), await erin.read(order)];
      };

      const reply = 'comment-reply (participant)';
      expect(await answer('bob', 'Because.')).toEqual([[reply], [reply]]);
      expect(await answer('erin', 'I see')).toEqual([[reply], []]);
      expect(await answer('bob', 'Does that suit you, @dave?')).toEqual([
        ['comment-mention (mentioned)'],
        [reply],
      ]);
      expect([...(await dave.read(order)), ...(await erin.read(order))]).toEqual([]);
    },
  );

  it('are told to nobody who has left', async () => {
    const [alice, carol] = [await forge.watch('alice'), await forge.watch('carol')];
    forge.world.withdrawReviewRequest(APP, 1, 'alice', 'bob');
    forge.world.unassign(APP, 1, 'carol', 'bob');
    forge.clock.advance(MINUTE);
    await alice.read();
    await carol.read();
    forge.world.comment(APP, 1, 'dave', 'Is it ready?');

    expect([...(await alice.read()), ...(await carol.read())]).toEqual([]);
  });
});
