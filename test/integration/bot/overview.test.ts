import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { ALICE, ALICE_TOKEN, BotFixture, BOB, GROUP, type Shown } from '../../support/bot-fixture.js';
import { anIssue } from '../../support/an-issue.js';
import { aMergeRequest, aPipeline, CAROL } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

async function moveIn(): Promise<void> {
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
  await world.say(ALICE, '/watch group/app');
}

const account = () => [...world.stores.accountRows.values()][0]!;

function see(over: Partial<MergeRequest>, pipeline = null as ReturnType<typeof aPipeline> | null): void {
  const id = String(900 + world.stores.mergeRequestRows.length);
  const mergeRequest = aMergeRequest({ author: CAROL, id, ...over });
  world.stores.mergeRequestRows.push({ mergeRequest, pipeline, accountId: account().id, project: APP });
}

const lines = (shown: Shown | undefined): readonly string[] => shown?.text.split('\n') ?? [];

describe('/todo', () => {
  it('says what waits, the most pressing first, and leaves the rest out', async () => {
    await moveIn();
    const me = account().user;
    see({ number: '1', title: 'Review me', reviewers: [me] });
    see({ number: '2', title: 'Somebody else’s' });
    see({ number: '3', title: 'Mine is red', author: me }, aPipeline({ status: 'failed' }));
    see({ number: '4', title: 'Mine waits for others', author: me });

    const [todo] = await world.say(ALICE, '/todo');

    expect(lines(todo)).toEqual([
      '2 things wait for you:',
      '❌ !3 Mine is red',
      'group/app · pipeline failed',
      '👀 !1 Review me',
      'group/app · waits for your review',
    ]);
  });

  it('counts the issues that are assigned to the reader, those due soon before the others', async () => {
    await moveIn();
    const me = account().user;
    const assigned = { author: CAROL, assignees: [me] };
    for (const issue of [
      anIssue({ ...assigned, id: '1', number: '5', title: 'Any time' }),
      anIssue({ ...assigned, id: '2', number: '6', title: 'Tomorrow', isDueSoon: true }),
      anIssue({ author: me, id: '3', number: '7', title: 'For somebody else' }),
    ]) {
      world.stores.issueRows.push({ issue, accountId: account().id, project: APP });
    }

    const [todo] = await world.say(ALICE, '/todo');

    expect(lines(todo)).toEqual([
      '2 things wait for you:',
      '⏰ #6 Tomorrow',
      'group/app · assigned to you, and due soon',
      '📌 #5 Any time',
      'group/app · assigned to you',
    ]);
  });

  it('says so when nothing waits, and when nothing is watched', async () => {
    const [stranger] = await world.say(BOB, '/todo');
    await moveIn();
    const [todo] = await world.say(ALICE, '/todo');

    expect(stranger?.text).toContain('You watch no project yet');
    expect(todo?.text).toBe('Nothing waits for you in the projects that you watch.');
  });

  it('turns its pages by buttons, in place', async () => {
    await moveIn();
    const me = account().user;
    for (let number = 1; number <= 20; number += 1) see({ number: String(number), reviewers: [me] });

    const [first] = await world.say(ALICE, '/todo');
    const [second] = await world.press(ALICE, first, 'More');

    expect(lines(first).at(-1)).toBe('Page 1 of 3');
    expect(lines(second)).toEqual(expect.arrayContaining([expect.stringContaining('!9 '), 'Page 2 of 3']));
    expect(second?.payload.message_id).toBeDefined();
  });

  it('is nobody’s business in a group', async () => {
    await moveIn();
    const [answer] = await world.say(ALICE, '/todo', { chat: GROUP });

    expect(answer?.text).not.toContain('waits');
    expect(answer?.buttons[0]?.url).toBeDefined();
  });
});

describe('/mrs', () => {
  it('lists what is the person’s and what they review, with how each stands', async () => {
    await moveIn();
    const me = account().user;
    see({ number: '1', title: 'Mine', author: me, isDraft: true });
    see({ number: '2', title: 'To review', reviewers: [me] });
    see({ number: '3', title: 'Somebody else’s' });

    const [mrs] = await world.say(ALICE, '/mrs');

    expect(lines(mrs)).toEqual([
      '2 open merge requests are yours, or for you to review:',
      '· !1 Mine',
      'group/app · draft',
      '👀 !2 To review',
      'group/app · waits for your review',
    ]);
  });
});

describe('/pipelines', () => {
  it('shows the latest of the only watched project, with who and when', async () => {
    await moveIn();
    const updatedAt = new Date(world.now.getTime() - 180_000).toISOString();
    world.stores.pipelineRows.push(
      aPipeline({ projectId: '11', number: '42', status: 'failed', title: 'Fix the basket', updatedAt }),
    );

    const [answer] = await world.say(ALICE, '/pipelines');

    expect(lines(answer)).toEqual([
      'The latest pipelines of group/app:',
      '❌ Pipeline failed on main',
      '#42 · Fix the basket · Bob Baker · 3 min ago',
    ]);
  });

  it('asks which project where there are several, and takes a name', async () => {
    await world.link(ALICE, ALICE_TOKEN, 'alice', [APP, project('12', 'group/lib')]);
    await world.say(ALICE, '/watch group/app group/lib');

    const [choice] = await world.say(ALICE, '/pipelines');
    const [chosen] = await world.press(ALICE, choice, 'group/lib');
    const [named] = await world.say(ALICE, '/pipelines app');
    const [unknown] = await world.say(ALICE, '/pipelines nowhere');

    expect(choice?.text).toContain('Pipelines of which project?');
    expect(chosen?.text).toBe('I have seen no pipeline of group/lib yet.');
    expect(named?.text).toBe('I have seen no pipeline of group/app yet.');
    expect(unknown?.text).toContain('This chat does not watch that');
  });

  it('shows nothing of a project that another chat watches', async () => {
    await moveIn();
    const [watchId] = [...world.stores.watchRows.keys()];

    const shown = await world.pressData(BOB, `g:${String(watchId)}:0`);

    expect(shown).toEqual([]);
    expect(world.alert()).not.toBe('');
  });
});
