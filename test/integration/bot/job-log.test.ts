import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { encodePress } from '../../../src/bot/callback-data.js';
import type { Subject } from '../../../src/domain/subject.js';
import type { Pipeline } from '../../../src/domain/subjects/pipeline.js';
import {
  ALICE,
  ALICE_TOKEN,
  BOB,
  BOB_TOKEN,
  BotFixture,
  GROUP,
  type Shown,
} from '../../support/bot-fixture.js';
import { aMergeRequest, anEvent, anEventNotification, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');
const LOG = { name: 'unit', url: 'https://gitlab.example.com/group/app/-/jobs/5', isRunning: false };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
  await world.say(ALICE, '/watch group/app');
});

afterEach(() => world.stop());

function button(jobId = '5', chatKey?: string): string {
  const watch = [...world.stores.watchRows.values()].find(
    (one) => chatKey === undefined || one.chatKey === chatKey,
  );
  if (watch === undefined) throw new Error('nothing is watched');
  return encodePress({ kind: 'job-log', watchId: watch.id, jobId });
}

async function press(): Promise<Shown | undefined> {
  const [answer] = await world.pressData(ALICE, button());
  return answer;
}

describe('the button of a job’s log', () => {
  it('shows the end of it as code', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: '$ npm test\n1 failed @all /start' });

    const answer = await press();

    expect(answer?.text).toBe('The log of unit ends:\n$ npm test\n1 failed @all /start');
    const entities = answer?.payload.entities as readonly { type: string; offset: number; length: number }[];
    expect(entities.at(-1)).toEqual({ type: 'pre', offset: 22, length: 31 });
  });

  it.each([
    [{ ...LOG, end: '' }, 'The log of unit is empty.'],
    [{ ...LOG, end: null }, 'The log of unit is kept no longer. Run the job again to get a new one.'],
    [{ ...LOG, isRunning: true, end: null }, 'unit still runs, and there is no log of it yet.'],
    [{ ...LOG, isRunning: true, end: 'x' }, 'unit still runs, its log so far ends:\nx'],
  ])('says in a sentence what there is: %j', async (log, text) => {
    world.gitlab.logs.set('5', log);

    expect((await press())?.text).toBe(text);
  });

  it('says that the account cannot read the job', async () => {
    expect(await press()).toBeUndefined();
    expect(world.alert()).toBe('That job is gone, or your account on gitlab.example.com cannot read it.');
  });

  it('says what trouble the forge has', async () => {
    world.gitlab.failWith('unavailable');

    await press();

    expect(world.alert()).toContain('does not answer right now');
  });

  it('says it in the chat where the forge took longer than Telegram waits for the answer to a press', async () => {
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    world.telegram.fail('answerCallbackQuery', { status: 400, description });

    expect((await press())?.text).toBe(
      'That job is gone, or your account on gitlab.example.com cannot read it.',
    );
  });

  it('says when the forge lets itself be asked again, where that is known', async () => {
    world.gitlab.failWith('rate-limited', 1_201);
    await press();
    expect(world.alert()).toBe('gitlab.example.com asks for a pause. Try again in 21 minutes.');

    world.gitlab.failWith('rate-limited');
    await press();
    expect(world.alert()).toContain('for a few minutes');
  });

  it('reads with the token of whoever presses, in a group too', async () => {
    await world.say(ALICE, '/watch group/app', { chat: GROUP });
    world.gitlab.logs.set('5', { ...LOG, end: 'words' });
    const data = button('5', String(GROUP.id));

    await world.pressData(BOB, data, GROUP);
    expect(world.alert()).toContain('Link your account on gitlab.example.com first');

    await world.link(BOB, BOB_TOKEN, 'bob', []);
    await world.pressData(BOB, data, GROUP);
    expect(world.alert()).toContain('cannot read it');

    const [answer] = await world.pressData(ALICE, data, GROUP);
    expect(answer?.text).toContain('words');
  });

  it('opens nothing in another chat', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: 'words' });

    expect(await world.pressData(BOB, button())).toEqual([]);
    expect(world.alert()).toContain('That watch is not here any more.');
  });
});

describe('/log', () => {
  const unit = { id: '5', name: 'unit', stage: 'test', url: null };
  const lint = { id: '6', name: 'lint', stage: 'test', url: null };
  const failed = (over: Partial<Pipeline> = {}): Pipeline =>
    aPipeline({ projectId: '11', number: '42', status: 'failed', failedJobs: [unit], ...over });

  const watchId = (): string => [...world.stores.watchRows.keys()][0]!;

  function tell(subject: Subject): void {
    const rule = { watchId: watchId(), level: 'participating', reason: null } as const;
    const event = anEvent({ subject });
    world.stores.toldRows.set(`${ALICE.id}:77`, anEventNotification({ project: APP, event, rule }));
  }

  async function log(text = '/log', repliesTo: number | null = null): Promise<Shown | undefined> {
    const more = repliesTo === null ? {} : { reply_to_message: { message_id: repliesTo } };
    return (await world.say(ALICE, text, more))[0];
  }

  it('in reply to a message about a failed pipeline shows what its button shows', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: '1 failed' });
    tell(failed());

    expect((await log('/log', 77))?.text).toBe('The log of unit ends:\n1 failed');
  });

  it('takes a card that was told before the end for what became of it', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: '1 failed' });
    tell(failed({ status: 'running', failedJobs: [] }));

    expect((await log('/log', 77))?.text).toBe('I know of no failed job in the pipeline #42.');
    world.stores.pipelineRows.push(failed());
    expect((await log('/log', 77))?.text).toContain('1 failed');
  });

  it('offers the jobs of which there are several', async () => {
    world.gitlab.logs.set('6', { ...LOG, name: 'lint', end: 'too long' });
    tell(failed({ failedJobs: [unit, lint] }));

    const choice = await log('/log', 77);
    const [chosen] = await world.press(ALICE, choice, 'Log: lint');

    expect(choice?.text).toBe('The log of which job?');
    expect(choice?.buttons.map(({ text }) => text)).toEqual(['Log: unit', 'Log: lint']);
    expect(chosen?.text).toBe('The log of lint ends:\ntoo long');
  });

  it('offers more jobs than a message bears, and no endless wall of them', async () => {
    const failedJobs = Array.from({ length: 50 }, (_, index) => ({ ...unit, id: String(index) }));
    tell(failed({ failedJobs }));

    expect((await log('/log', 77))?.buttons).toHaveLength(30);
  });

  it('shows the latest failure of the project that is named, or of the only one', async () => {
    world.gitlab.logs.set('5', { ...LOG, end: '1 failed' });
    world.stores.pipelineRows.push(
      aPipeline({ projectId: '11', number: '43', status: 'success' }),
      failed(),
      failed({ number: '41', failedJobs: [lint] }),
    );
    const text = 'The latest failed pipeline of group/app is #42.\nThe log of unit ends:\n1 failed';

    expect((await log('/log app'))?.text).toBe(text);
    expect((await log())?.text).toBe(text);
    expect((await log('/log app', 77))?.text).toBe(text);
  });

  it('asks which project where there are several', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', [APP, project('12', 'group/lib')]);
    await world.say(ALICE, '/watch group/app group/lib');

    const choice = await log();
    const [chosen] = await world.press(ALICE, choice, 'group/lib');

    expect(choice?.text).toContain('The failed pipeline of which project?');
    expect(chosen?.text).toBe('I have seen no failed pipeline of group/lib.');
    expect((await log('/log nowhere'))?.text).toContain('This chat does not watch that');
  });

  it('says how, in reply to what is no message about a pipeline', async () => {
    tell(aMergeRequest());

    expect((await log('/log', 77))?.text).toContain('Send /log as a reply to a message about a failed');
    expect((await log('/log', 78))?.text).toContain('Send /log as a reply to a message about a failed');
  });

  it('says in words what it cannot show', async () => {
    tell(failed());
    expect((await log('/log', 77))?.text).toBe(
      'That job is gone, or your account on gitlab.example.com cannot read it.',
    );

    world.stores.watchRows.clear();
    expect((await log('/log', 77))?.text).toContain('That watch is not here any more.');
  });

  it('reads with the token of whoever asks, in a group too', async () => {
    const [asked] = await world.say(ALICE, '/watch group/app', { chat: GROUP });
    world.gitlab.logs.set('5', { ...LOG, end: 'words' });
    world.stores.pipelineRows.push(failed());

    const forged = encodePress({ kind: 'log', watchId: [...world.stores.watchRows.keys()].at(-1)! });
    await world.pressData(ALICE, forged, GROUP);
    expect(world.alert()).toContain('That watch is not here any more.');
    await world.press(ALICE, asked, 'Yes, it may', GROUP);

    const [stranger] = await world.say(BOB, '/log app', { chat: GROUP });
    const [member] = await world.say(ALICE, '/log app', { chat: GROUP });

    expect(stranger?.text).toContain('Link your account on gitlab.example.com first');
    expect(member?.text).toContain('words');
  });

  it('stands in the help of private chats and of groups', async () => {
    const [help] = await world.say(ALICE, '/help');
    const [inGroup] = await world.say(ALICE, '/help', { chat: GROUP });

    expect(help?.text).toContain('/log – how the log of a failed job ends');
    expect(inGroup?.text).toContain('/log – how the log of a failed job ends');
  });
});
