import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ALICE, type Shown } from '../../support/bot-fixture.js';
import { APP, NEWS, ReadingScene } from './reading-scene.js';

const ROLES = { gitlab: 'maintainer', github: 'admin' } as const;

describe.each(['gitlab', 'github'] as const)(
  'news of a merge request whose branch is rewritten on %s',
  (kind) => {
    let scene: ReadingScene;
    let number: number;

    beforeEach(async () => {
      scene = await ReadingScene.start(kind, ROLES[kind]);
      number = scene.side.world.openMergeRequest(APP, { author: 'bob', title: 'Add a page' }).number;
      scene.side.world.pushCommit(APP, number, 'bob');
      await scene.read();
      scene.tell({ subject: scene.ann.seen('merge-request')[0]! });
      scene.bot.telegram.hold(NEWS, ALICE.id);
    });

    afterEach(() => scene.close());

    function press(action: string): Promise<readonly Shown[]> {
      return scene.bot.pressData(ALICE, `x:${action}`, undefined, { messageId: NEWS });
    }

    /** Returns what the message has to say of the commit that took the place of the one that it showed. */
    function rewrite(): string {
      const sha = scene.side.world.rewriteHead(APP, number, 'bob');
      return `is at ${sha.slice(0, 8)} now.`;
    }

    function news(shown: readonly Shown[]): string | undefined {
      return shown.find(({ payload }) => payload.message_id === NEWS)?.text;
    }

    it('is approved by no press until it shows the new head', async () => {
      const isAt = rewrite();

      const shown = await press('approve');

      expect(scene.bot.alert()).toContain('New commits came in since, so I did nothing.');
      expect(news(shown)).toContain(isAt);
      expect(scene.side.writes()).toEqual([]);
      await press('approve');
      expect(scene.bot.alert()).toContain('You approved');
    });

    it('is not merged by the answer to a question that showed the head before', async () => {
      const [question] = await press('merge');
      const isAt = rewrite();

      const shown = await scene.bot.press(ALICE, question, 'Merge');

      expect(shown[0]?.text).toContain('New commits came in since, so I did nothing.');
      expect(news(shown)).toContain(isAt);
      expect(scene.side.writes()).toEqual([]);
      expect(scene.bot.stores.actions.rows).toMatchObject([{ action: 'merge', result: 'refused' }]);
    });
  },
);
