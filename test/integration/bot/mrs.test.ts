import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { DAY, HOUR } from '../../../src/domain/time.js';
import { ALICE, type BotFixture } from '../../support/bot-fixture.js';
import { aMergeRequest, CAROL } from '../../support/builders.js';
import { linesOf, OverviewScene } from '../../support/overview-scene.js';
import { aMergeRequestLook } from '../../support/some-looks.js';

let scene: OverviewScene;
let world: BotFixture;

beforeEach(async () => {
  scene = await OverviewScene.start();
  world = scene.world;
});

afterEach(() => world.stop());

describe('/mrs', () => {
  it('lists what is the person’s and what they review, with how each stands', async () => {
    await scene.moveIn();
    const me = scene.account().user;
    const blocked = { state: 'blocked', since: scene.ago(HOUR) } as const;
    const approval = { person: CAROL, state: 'approved', sha: null, at: scene.ago(HOUR) } as const;
    scene.see({ number: '1', title: 'Mine', author: me, isDraft: true });
    scene.see({ number: '2', title: 'To review', reviewers: [me] });
    scene.see({ number: '3', title: 'Somebody else’s' });
    scene.see({ number: '4', title: 'Blocked', author: me, mergeability: blocked, reviews: [approval] });
    scene.see({ number: '5', title: 'Reviewed', reviews: [{ ...approval, person: me }] });

    const [mrs] = await world.say(ALICE, '/mrs');

    expect(linesOf(mrs)).toEqual([
      '4 open merge requests are yours, or for you to review:',
      'Yours',
      '· !1 Mine',
      'group/app · draft',
      '· !4 Blocked',
      'group/app · a rule of the project still blocks it',
      'Reviews',
      '👀 !2 To review',
      'group/app · waits for your review · opened 3 days ago',
      '· !5 Reviewed',
      'group/app · waits for others',
    ]);
  });

  describe('of which a list alone has been read', () => {
    const approval = { person: CAROL, state: 'approved', sha: null, at: null } as const;

    /** What can be seen of them. */
    async function sketch(count: number): Promise<readonly MergeRequest[]> {
      await scene.moveOn();
      const me = scene.account('github').user;
      return Array.from({ length: count }, (_, index) => {
        const pull = { number: String(index + 1), title: 'Old', author: me };
        scene.seeOnGithub({ ...pull, id: pull.number, isSketch: true });
        return aMergeRequest({ ...pull, id: pull.number, createdAt: scene.ago(3 * DAY) });
      });
    }

    it('looks at them, and keeps what it sees', async () => {
      const [mergeRequest] = await sketch(1);
      const seen = aMergeRequest({ ...mergeRequest, reviews: [approval] });
      world.github.actions.looks = [aMergeRequestLook({ mergeRequest: seen, gate: 'open' })];

      const [mrs] = await world.say(ALICE, '/mrs');

      expect(linesOf(mrs).at(-1)).toBe('octo/site · approved, can be merged · opened 3 days ago');
      expect(world.stores.completed).toEqual([`${scene.account('github').id} ${seen.id}`]);
    });

    it.each([
      ['conflict', 'octo/site · conflicts with its target branch · for 0 s'],
      ['checks-pending', 'octo/site · a rule of the project still blocks it'],
      ['unknown', 'octo/site · approved · opened 3 days ago'],
    ] as const)('calls none ready whose gate is %s', async (gate, state) => {
      const [mergeRequest] = await sketch(1);
      const seen = aMergeRequest({ ...mergeRequest, reviews: [approval] });
      world.github.actions.looks = [aMergeRequestLook({ mergeRequest: seen, gate })];

      const [mrs] = await world.say(ALICE, '/mrs');

      expect(linesOf(mrs).at(-1)).toBe(state);
    });

    it('leaves out one that turns out to have ended', async () => {
      await sketch(1);
      const merged = aMergeRequest({ state: 'merged' });
      world.github.actions.looks = [aMergeRequestLook({ mergeRequest: merged })];

      expect((await world.say(ALICE, '/mrs'))[0]?.text).toContain('No open merge request is yours');
    });

    it('looks at eight at most, and says of the others that it does not know', async () => {
      await sketch(12);
      world.github.actions.trouble = new ForgeError('rate-limited', { detail: '429' });

      const [mrs] = await world.say(ALICE, '/mrs');

      expect(world.github.actions.targets).toHaveLength(8);
      expect(linesOf(mrs)[3]).toBe('octo/site · I do not know its reviews yet');
      expect(world.stores.completed).toEqual([]);
    });
  });
});
