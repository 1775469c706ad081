import { randomUUID } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { rememberGround } from '../../../src/bot/acting/remember-ground.js';
import type { Ground } from '../../../src/bot/acting/errand.js';
import type { Project } from '../../../src/domain/project.js';
import { openStorage, type Storage } from '../../../src/storage/open-storage.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { ALICE, BOB, BotFixture, CHARLIE, GROUP, type Shown, type User } from '../../support/bot-fixture.js';
import { describeOnEachDatabase, TEST_KEY } from '../../support/database.js';
import { type ForgeSide, githubSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const CLOCK = new ScriptedClock();
const APP = 'group/app';
const NEWS = 900;
const SIDES = [
  ['GitLab', gitlabSide],
  ['GitHub', githubSide],
] as const;
const LOGINS = new Map<number, string>([
  [ALICE.id, 'alice'],
  [BOB.id, 'bob'],
]);

/** A bot in front of a simulated forge, one of the processes of an installation. */
async function startBot(storage: Storage, side: ForgeSide): Promise<BotFixture> {
  return BotFixture.start({
    stores: storage.people,
    clock: CLOCK.now,
    adapters: { gitlab: side.adapter, github: side.adapter },
    actions: { gitlab: side.adapter.actions, github: side.adapter.actions },
    forges: [side.forge],
    // Two processes never make the same one.
    randomId: randomUUID,
  });
}

describeOnEachDatabase('people who act at the same time', (open, database) => {
  describe.each(SIDES)('on %s', (_name, start) => {
    let side: ForgeSide;
    let storage: Storage;
    let bot: BotFixture;
    let project: Project;
    let number: string;
    const tokens = new Map<number, string>();

    beforeEach(async () => {
      storage = await open(CLOCK.now);
      side = await start(CLOCK.now, createMemoryLogger());
      for (const login of ['otto', 'alice', 'bob']) side.world.addUser(login);
      project = side.addProject(APP, ['otto', 'alice', 'bob']);
      number = String(side.world.openMergeRequest(APP, { author: 'otto', title: 'Add a page' }).number);
      bot = await startBot(storage, side);
      for (const who of [ALICE, BOB]) await link(who);
      await tell(GROUP.id);
      side.server.log.clear();
    });

    afterEach(async () => {
      await bot.stop();
      await side.close();
    });

    async function link(who: User): Promise<void> {
      const token = side.world.addToken(LOGINS.get(who.id) ?? '');
      tokens.set(who.id, token);
      await bot.say(who, `/token ${side.forge.url} ${token}`);
    }

    /** A message of the bot about the merge request, with the head that it has now. */
    async function tell(chatId: number): Promise<void> {
      const look = await side.adapter.actions.lookAt(side.session('otto'), project, {
        kind: 'merge-request',
        number,
      });
      const shownSha = look.kind === 'merge-request' ? look.mergeRequest.headSha : null;
      const target = { kind: 'merge-request', number } as const;
      const nothing = { url: null, threadId: null, messageId: null };
      const ground: Ground = { ...nothing, forge: side.forge, project, target, label: 'MR !1', shownSha };
      const visit = { address: { chatId: String(chatId), topicId: null }, chatKey: String(chatId) };
      await rememberGround(
        { stores: storage.people, clock: CLOCK.now },
        { visit: visit as Parameters<typeof rememberGround>[1]['visit'] },
        String(NEWS),
        ground,
      );
    }

    function press(who: User, action: string, chat?: object, at = bot): Promise<readonly Shown[]> {
      return at.pressData(who, `x:${action}`, chat, { messageId: NEWS });
    }

    async function results(): Promise<readonly (string | null)[]> {
      const rows = await storage.people.actions.history({ personId: null, before: null, limit: 50 });
      return rows.map(({ result }) => result);
    }

    const merges = (): number => side.server.log.matching('PUT', /\/merge$/).length;

    /** Both have been asked; both say yes at once, each to their own process. */
    async function mergeTogether(other: BotFixture): Promise<readonly string[]> {
      const [ofAlice] = await press(ALICE, 'merge', GROUP);
      const [ofBob] = await press(BOB, 'merge', GROUP, other);
      // The forge takes its time.
      side.server.faults.add({
        method: 'PUT',
        path: /\/merge$/,
        fault: { kind: 'delay', milliseconds: 300 },
      });
      const [said, said2] = await Promise.all([
        bot.press(ALICE, ofAlice, 'Merge', GROUP),
        other.press(BOB, ofBob, 'Merge', GROUP),
      ]);
      return [...said, ...said2].map(({ text }) => text);
    }

    it('merge once, and the one who came second is told who does it', async () => {
      const other = await startBot(storage, side);

      const said = await mergeTogether(other);

      expect(merges()).toBe(1);
      expect(await results()).toEqual(['done']);
      expect(said.some((text) => text.includes('You merged'))).toBe(true);
      expect(said.some((text) => /(?:Alice|Bob) is doing that|is done already/.test(text))).toBe(true);
      await other.stop();
    });

    it('merge once, also by two processes on one server', async () => {
      const databaseUrl = database.url();
      if (databaseUrl === null) return;
      const logger = createMemoryLogger();
      const second = await openStorage({
        databaseUrl,
        dataDir: '',
        secretKey: TEST_KEY,
        logger,
        clock: CLOCK.now,
      });
      const other = await startBot(second, side);

      const said = await mergeTogether(other);

      expect(merges()).toBe(1);
      expect(await results()).toEqual(['done']);
      expect(said.some((text) => text.includes('You merged'))).toBe(true);
      await other.stop();
      await second.close();
    });

    it('hammer no forge, and are told so; others go on', async () => {
      await tell(ALICE.id);
      await tell(BOB.id);
      const before = bot.telegram.of('answerCallbackQuery').length;

      // One chat is answered in order.
      for (let times = 0; times < 100; times += 1) await press(ALICE, 'approve');

      // Thirty a minute get as far as a look.
      expect(side.writes()).toHaveLength(1);
      expect(side.server.log.total).toBeLessThan(30 * 8);
      const answers = bot.telegram.of('answerCallbackQuery').slice(before);
      expect(answers.filter(({ text }) => String(text).includes('a lot at once')).length).toBeGreaterThan(0);
      expect(answers).toHaveLength(100);
      await press(BOB, 'approve');
      expect(bot.alert()).toContain('You approved');
    });

    describe('what is pressed too late', () => {
      beforeEach(() => tell(ALICE.id));

      it('does nothing after a push between the news and the press, or between question and answer', async () => {
        const [question] = await press(ALICE, 'merge');
        side.world.pushCommit(APP, Number(number), 'otto');

        expect((await bot.press(ALICE, question, 'Merge'))[0]?.text).toContain('New commits came in');
        await press(ALICE, 'approve');
        expect(bot.alert()).toContain('New commits came in');
        expect(side.writes()).toEqual([]);
      });

      it('does nothing with a token that was revoked, before the look or after it', async () => {
        const [question] = await press(ALICE, 'merge');
        side.world.revokeToken(tokens.get(ALICE.id) ?? '');

        expect((await bot.press(ALICE, question, 'Merge'))[0]?.text).toMatch(/token/);
        await press(ALICE, 'approve');
        expect(bot.alert()).toMatch(/token/);
        expect(side.writes()).toEqual([]);
      });

      it('is refused after two minutes, from others, from elsewhere, and is done once when it comes again', async () => {
        const [late] = await press(ALICE, 'merge');
        CLOCK.advance(121_000);
        await bot.press(ALICE, late, 'Merge');
        expect(bot.alert()).toContain('expired');

        const [question] = await press(ALICE, 'merge', GROUP);
        await bot.press(BOB, question, 'Merge', GROUP);
        expect(bot.alert()).toContain('somebody else');
        await bot.press(CHARLIE, question, 'Merge', GROUP);
        expect(bot.alert()).toContain('only members');
        await bot.press(ALICE, question, 'Merge');
        expect(bot.alert()).toContain('expired');
        expect(side.writes()).toEqual([]);

        await bot.press(ALICE, question, 'Merge', GROUP);
        await bot.press(ALICE, question, 'Merge', GROUP);
        expect(merges()).toBe(1);
        expect(await results()).toEqual(['done']);
      });
    });
  });
});
