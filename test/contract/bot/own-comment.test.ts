import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Project } from '../../../src/domain/project.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { ALICE, BotFixture } from '../../support/bot-fixture.js';
import { anEvent, anEventNotification } from '../../support/builders.js';
import { type ForgeSide, githubSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from '../forges/reader.js';

const APP = 'acme/shop';
const NEWS = 900;
const SIDES = { gitlab: gitlabSide, github: githubSide };

describe.each(['gitlab', 'github'] as const)('a comment by reply on %s', (kind) => {
  let clock: ScriptedClock;
  let side: ForgeSide;
  let bot: BotFixture;
  let project: Project;
  /** The same person, as the poller reads for her. */
  let ann: Reader;
  let number: number;

  beforeEach(async () => {
    clock = new ScriptedClock();
    side = await SIDES[kind](clock.now, createMemoryLogger());
    for (const login of ['ann', 'bob']) side.world.addUser(login);
    project = side.addProject(APP, ['ann', 'bob']);
    bot = await BotFixture.start({
      clock: clock.now,
      adapters: { gitlab: side.adapter, github: side.adapter },
      actions: { gitlab: side.adapter.actions, github: side.adapter.actions },
      forges: [side.forge],
      openSession: () => side.session('ann'),
    });
    const token = side.world.addToken('ann');
    await bot.say(ALICE, `/token ${side.forge.url} ${token}`);
    const reading = { adapter: side.adapter, forge: side.forge, token, path: APP, filter: null };
    ann = await Reader.start({ ...reading, level: 'all', now: clock.now });
    clock.advance(MINUTE);
    number = side.world.openMergeRequest(APP, { author: 'ann', title: 'Add a page' }).number;
    await pass();
  });

  afterEach(async () => {
    await bot.stop();
    await side.close();
  });

  async function pass(): Promise<readonly string[]> {
    clock.advance(MINUTE);
    return ann.read();
  }

  function tell(): void {
    const [account] = [...bot.stores.accountRows.values()];
    const event = anEvent({ subject: ann.seen('merge-request')[0]!, projectId: project.id });
    const about = { accountId: account!.id, chatKey: String(ALICE.id), project, forgeKind: kind };
    bot.stores.toldRows.set(`${ALICE.id}:${NEWS}`, anEventNotification({ ...about, event }));
  }

  async function bodies(): Promise<readonly string[]> {
    const on = { on: 'merge-request', number: String(number) } as const;
    const page = await side.adapter.actions.listComments(side.session('ann'), project, on, 1);
    return page.comments.map(({ body }) => body);
  }

  it('is not announced to its writer, nor is its change, while others’ words are', async () => {
    tell();
    const message = bot.message(ALICE, 'Loks good', { reply_to_message: { message_id: NEWS } });
    await bot.handle({ message });
    const written = await pass();
    await bot.handle({ edited_message: { ...message, text: 'Looks good', edit_date: 1 } });
    const changed = await pass();
    side.world.comment(APP, number, 'bob', 'I agree');
    const answered = await pass();

    expect(bot.stores.actions.rows).toMatchObject([
      { action: 'comment', result: 'done' },
      { action: 'edit-comment', result: 'done' },
    ]);
    expect(ann.seen('comment').map(({ author }) => author.login)).toEqual(['ann', 'bob']);
    expect(await bodies()).toEqual(['Looks good', 'I agree']);
    expect([...written, ...changed].filter((told) => told.includes('comment'))).toEqual([]);
    expect(answered.filter((told) => told.includes('comment'))).toHaveLength(1);
  });
});
