import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import { aDeployment } from '../../support/a-deployment.js';
import { anIssue } from '../../support/an-issue.js';
import { ALICE, type BotFixture, BOB, GROUP } from '../../support/bot-fixture.js';
import { aPipeline, CAROL } from '../../support/builders.js';
import { APP, linesOf, OverviewScene, SITE } from '../../support/overview-scene.js';
import { aPipelineLook } from '../../support/some-looks.js';

let scene: OverviewScene;
let world: BotFixture;

beforeEach(async () => {
  scene = await OverviewScene.start();
  world = scene.world;
});

afterEach(() => world.stop());

describe('/todo', () => {
  it('says what waits and since when, the most pressing first, and leaves the rest out', async () => {
    await scene.moveIn();
    const me = scene.account().user;
    scene.see({ number: '1', title: 'Review me', reviewers: [me] });
    scene.see({ number: '2', title: 'Somebody else’s' });
    scene.see(
      { number: '3', title: 'Mine is red', author: me },
      aPipeline({ status: 'failed', finishedAt: scene.ago(HOUR) }),
    );
    scene.see({ number: '4', title: 'Mine waits for others', author: me });
    scene.see({
      number: '5',
      title: 'Mine conflicts',
      author: me,
      reviews: [{ person: CAROL, state: 'approved', sha: null, at: scene.ago(HOUR) }],
      mergeability: { state: 'conflict', since: scene.ago(2 * HOUR) },
    });
    const asked = scene.see({ number: '6', title: 'Asked today', reviewers: [me] });
    const at = new Date(scene.ago(5 * MINUTE));
    world.stores.reviewRequestRows.push({
      accountId: scene.account().id,
      mergeRequestId: asked.id,
      at,
    });

    const [todo] = await world.say(ALICE, '/todo');

    expect(linesOf(todo)).toEqual([
      '4 things wait for you:',
      'Yours',
      '❌ !3 Mine is red',
      'group/app · pipeline failed · for 1 h',
      '⚔️ !5 Mine conflicts',
      'group/app · conflicts with its target branch · for 2 h',
      'Reviews',
      '👀 !1 Review me',
      'group/app · waits for your review · opened 3 days ago',
      '👀 !6 Asked today',
      'group/app · waits for your review · for 5 min',
    ]);
  });

  it('counts the issues that are assigned to the reader, those due soon before the others', async () => {
    await scene.moveIn();
    const me = scene.account().user;
    const assigned = { author: CAROL, assignees: [me], createdAt: scene.ago(2 * DAY) };
    for (const issue of [
      anIssue({ ...assigned, id: '1', number: '5', title: 'Any time' }),
      anIssue({ ...assigned, id: '2', number: '6', title: 'Tomorrow', isDueSoon: true }),
      anIssue({ author: me, id: '3', number: '7', title: 'For somebody else' }),
    ]) {
      world.stores.issueRows.push({ issue, accountId: scene.account().id, project: APP });
    }
    const at = new Date(scene.ago(HOUR));
    world.stores.assignmentRows.push({ accountId: scene.account().id, kind: 'issue', id: '1', at });

    const [todo] = await world.say(ALICE, '/todo');

    expect(linesOf(todo)).toEqual([
      '2 things wait for you:',
      'Issues',
      '⏰ #6 Tomorrow',
      'group/app · assigned to you, and due soon · opened 2 days ago',
      '📌 #5 Any time',
      'group/app · assigned to you · for 1 h',
    ]);
  });

  it('counts the manual jobs of the reader, below their pipelines too', async () => {
    await scene.moveIn();
    const waitingJobs = [{ name: 'go', stage: null, isDelayed: false }];
    const child = { id: '9', projectId: '8', name: 'x', url: null, waitingJobs, updatedAt: scene.ago(HOUR) };
    const held = [
      aPipeline({
        number: '41',
        actor: scene.account().user,
        waitingChildren: [child],
        status: 'success',
        url: 'https://gitlab.example.com/-/pipelines/41',
      }),
      aPipeline({
        number: '42',
        actor: CAROL,
        waitingJobs,
        status: 'waiting',
        url: 'https://gitlab.example.com/-/pipelines/42',
      }),
    ];
    for (const pipeline of held) {
      world.stores.heldRows.push({ pipeline, accountId: scene.account().id, project: APP });
    }

    const [todo] = await world.say(ALICE, '/todo');

    expect(linesOf(todo)).toEqual([
      'One thing waits for you:',
      'Pipelines',
      '✋ #41 main: go',
      'group/app · waits for a manual job · for 1 h',
    ]);
    expect(JSON.stringify(todo?.payload)).toContain('https://gitlab.example.com/-/pipelines/41');
  });

  it('counts what is on both forges, and the reviews that a team of the reader owes', async () => {
    await scene.moveIn();
    await scene.moveOn();
    scene.see({ number: '1', title: 'On GitLab', reviewers: [scene.account().user] });
    scene.seeOnGithub({ number: '2', title: 'On GitHub', reviewers: [scene.account('github').user] });
    scene.seeOnGithub({ number: '3', title: 'For the team', reviewerTeams: ['web'] });
    scene.seeOnGithub({ number: '4', title: 'For a team of others', reviewerTeams: ['ops'] });

    const [todo] = await world.say(ALICE, '/todo');

    expect(linesOf(todo)).toEqual([
      '3 things wait for you:',
      'Reviews',
      '👀 !1 On GitLab',
      'group/app · waits for your review · opened 3 days ago',
      '👀 #2 On GitHub',
      'octo/site · waits for your review · opened 3 days ago',
      '👥 #3 For the team',
      'octo/site · waits for a review of your team · opened 3 days ago',
    ]);
  });

  it.each([
    [true, ['🚦 #500 main: live', 'octo/site · a deployment waits for your approval · for 2 h']],
    [false, []],
  ])(
    'counts the deployments that the reader may approve (%s), whoever started them',
    async (mayDecide, rows) => {
      await scene.moveOn();
      const waiting = aPipeline({ status: 'waiting', actor: CAROL, updatedAt: scene.ago(2 * HOUR) });
      world.stores.heldRows.push({ pipeline: waiting, accountId: scene.account('github').id, project: SITE });
      const waitingDeployments = [{ id: '1', environment: 'live', mayDecide }];
      world.github.actions.looks = [aPipelineLook({ pipeline: waiting, waitingDeployments })];

      const [todo] = await world.say(ALICE, '/todo');

      expect(linesOf(todo).slice(2)).toEqual(rows);
    },
  );

  it.each([
    ['maintain', 1],
    ['write', 0],
  ] as const)('counts the blocked deployments of GitLab for a role that may %s: %d', async (role, count) => {
    await scene.moveIn();
    const deployment = aDeployment({ status: 'waiting', pipelineId: '500', updatedAt: scene.ago(HOUR) });
    world.stores.deploymentRows.push({ deployment, accountId: scene.account().id, project: APP });
    const waitingDeployments = [{ id: deployment.id, environment: 'live', mayDecide: null }];
    const pipeline = aPipeline({ status: 'waiting' });
    world.gitlab.actions.looks = [aPipelineLook({ role, pipeline, waitingDeployments })];

    const [todo] = await world.say(ALICE, '/todo');

    expect(linesOf(todo).filter((text) => text.startsWith('🚦'))).toHaveLength(count);
  });

  it('says so when nothing waits, and when nothing is watched', async () => {
    const [stranger] = await world.say(BOB, '/todo');
    await scene.moveIn();
    const [todo] = await world.say(ALICE, '/todo');

    expect(stranger?.text).toContain('You watch no project yet');
    expect(linesOf(todo)).toEqual([
      'Nothing waits for you in the projects that you watch. Enjoy the quiet! ☀️',
    ]);
  });

  it('turns its pages by buttons, in place, with the heading of what goes on', async () => {
    await scene.moveIn();
    const me = scene.account().user;
    for (let number = 1; number <= 20; number += 1) scene.see({ number: String(number), reviewers: [me] });

    const [first] = await world.say(ALICE, '/todo');
    const [second] = await world.press(ALICE, first, 'More');

    expect(linesOf(first).at(-1)).toBe('Page 1 of 3');
    expect(linesOf(second)).toEqual(
      expect.arrayContaining(['Reviews', expect.stringContaining('!9 '), 'Page 2 of 3']),
    );
    expect(second?.payload.message_id).toBeDefined();
  });

  it('fits a message, whatever things are called', async () => {
    await scene.moveIn();
    const title = '[x](y) *b* @all '.repeat(9_000);
    for (let number = 1; number <= 8; number += 1) {
      scene.see({ number: String(number), title, reviewers: [scene.account().user] });
    }

    const [todo] = await world.say(ALICE, '/todo');

    expect(linesOf(todo)).toHaveLength(18);
    expect(todo!.text.length).toBeLessThan(4_096);
  });

  it('is nobody’s business in a group', async () => {
    await scene.moveIn();
    const [answer] = await world.say(ALICE, '/todo', { chat: GROUP });

    expect(answer?.text).not.toContain('waits');
    expect(answer?.buttons[0]?.url).toBeDefined();
  });
});
