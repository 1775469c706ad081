import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Project } from '../../../src/domain/project.js';
import type { Deployment } from '../../../src/domain/subjects/deployment.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { ALICE, BotFixture, type Shown } from '../../support/bot-fixture.js';
import { anEvent, anEventNotification } from '../../support/builders.js';
import { type ForgeSide, githubSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from '../forges/reader.js';

const APP = 'acme/shop';
const NEWS = 900;
const SIDES = { gitlab: gitlabSide, github: githubSide };

describe.each(['gitlab', 'github'] as const)('a deployment that waits on %s', (kind) => {
  let clock: ScriptedClock;
  let side: ForgeSide;
  let bot: BotFixture;
  let project: Project;
  let ann: Reader;

  beforeEach(async () => {
    clock = new ScriptedClock();
    side = await SIDES[kind](clock.now, createMemoryLogger());
    for (const login of ['ann', 'bob']) side.world.addUser(login);
    project = side.addProject(APP, ['ann', 'bob']);
    side.setRole(APP, 'ann', kind === 'gitlab' ? 'maintainer' : 'admin');
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
  });

  afterEach(async () => {
    await bot.stop();
    await side.close();
  });

  async function readWaiting(): Promise<Deployment> {
    const { id } = side.world.startPipeline(APP, { by: 'bob' });
    side.world.holdDeployment(APP, id, { by: 'bob', environment: 'live' });
    clock.advance(MINUTE);
    expect(await ann.read()).toContain('deployment-waiting');
    return ann.seen('deployment')[0]!;
  }

  function tell(subject: Deployment): void {
    const [account] = [...bot.stores.accountRows.values()];
    const event = anEvent({ type: 'deployment-waiting', subject, projectId: project.id });
    const news = anEventNotification({
      accountId: account!.id,
      chatKey: String(ALICE.id),
      project,
      forgeKind: kind,
      event,
    });
    bot.stores.toldRows.set(`${ALICE.id}:${NEWS}`, news);
  }

  const press = (verb: string): Promise<readonly Shown[]> =>
    bot.pressData(ALICE, `x:${verb}-deployment`, undefined, { messageId: NEWS });

  it.each([
    [
      'approve',
      /Let it deploy: live/,
      { said: /may deploy/, stays: ['pending', 'running'], isFailure: false },
    ],
    ['reject', /Do not deploy: live/, { said: /does not deploy/, stays: ['failed'], isFailure: true }],
  ])('is read, and what a press on its news decides (%s) is read again', async (verb, label, then) => {
    tell(await readWaiting());
    const [question] = await press(verb);
    const yes = question?.buttons.find(({ text }) => label.test(text));
    side.server.log.clear();

    const [answer] = await bot.press(ALICE, question, yes?.text ?? '');
    expect(side.writes()).toHaveLength(1);
    clock.advance(MINUTE);
    const told = await ann.read();

    expect(answer?.text).toMatch(then.said);
    expect(bot.stores.actions.rows).toMatchObject([{ action: `${verb}-deployment`, result: 'done' }]);
    expect(then.stays).toContain(ann.seen('deployment')[0]?.status);
    expect(told.includes('deployment-failed')).toBe(then.isFailure);
  });
});
