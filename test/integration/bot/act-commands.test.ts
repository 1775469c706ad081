import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { ALICE, ALICE_TOKEN, BOB, GITLAB, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';
import { ActingScene, APP, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.tell(aMergeRequest());
  scene.see(aMergeRequestLook());
});

afterEach(() => scene.world.stop());

describe('a command', () => {
  it('acts in reply to news, with the head that the news showed', async () => {
    const [done] = await scene.reply('/approve');

    expect(done?.text).toBe('✅ You approved MR !12.');
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('shows on the card of what was named who did what', async () => {
    scene.world.stores.cardRows.set(`${ALICE.id} merge-request:900`, String(NEWS));

    const [question] = await scene.world.say(ALICE, '/approve group/app!12');
    const shown = await scene.world.press(ALICE, question, 'Approve');

    expect(shown.map(({ payload }) => payload.message_id)).toContain(NEWS);
    expect(shown.at(-1)?.text).toContain('✅ Alice approved it.');
    const deed = { action: 'approve', who: 'Alice', forge: 'gitlab', headSha: aMergeRequest().headSha };
    expect([...scene.world.stores.deedRows]).toMatchObject([[`${ALICE.id} merge-request:900`, deed]]);
  });

  it('acts on what is named, and asks first where nothing was shown', async () => {
    for (const name of ['!12', 'group/app!12', 'https://gitlab.example.com/group/app/-/merge_requests/12']) {
      const [question] = await scene.world.say(ALICE, `/approve ${name}`);
      expect(question?.text).toContain('Approve MR !12?');
    }
    expect(scene.forge.targets.at(-1)).toEqual({ kind: 'merge-request', number: '12' });
  });

  it.each(['!12', '#5'])(
    'says how to name %s in full where the chat watches several projects',
    async (name) => {
      const projects = [APP, project('8', 'group/lib')];
      scene.world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', projects });
      await scene.world.say(ALICE, '/watch group/lib');

      const [said] = await scene.world.say(ALICE, `/close ${name}`);

      expect(said?.text).toBe(`This chat watches several projects. Name it in full: group/app${name}.`);
    },
  );

  it.each(['/look group/app!12', '/do group/app!12'])(
    '%s says for how long the forge rests',
    async (text) => {
      scene.forge.trouble = new ForgeError('rate-limited', { detail: '429', retryAfterSeconds: 41.2 });

      const [said] = await scene.world.say(ALICE, text);

      expect(said?.text).toBe('gitlab.example.com asks for a pause. Try again in 42 seconds.');
    },
  );

  it('retries the latest pipeline of a project', async () => {
    const pipeline = aPipeline({ id: '9', number: '9', status: 'failed' });
    scene.world.stores.pipelineRows.push(pipeline);
    scene.see(aPipelineLook({ pipeline }));

    const [done] = await scene.world.say(ALICE, '/retry');

    expect(done?.text).toBe('🔁 pipeline #9 runs again.');
    expect(scene.forge.targets[0]).toEqual({ kind: 'pipeline', id: '9' });
  });

  it.each([
    ['/approve', 'Reply with /approve to a message about it'],
    ['/merge what', 'Reply with /merge to a message about it'],
    ['/approve other/app!1', 'I cannot find other/app'],
    ['/approve https://evil.example.org/a/b/-/merge_requests/1', 'I may not talk to'],
    ['/retry nothing/here', 'Reply with /retry to a message about it'],
    ['/comment', 'Just reply to a message'],
  ])('%s says how it is used', async (text, answer) => {
    const [said] = await scene.world.say(ALICE, text);

    expect(said?.text).toContain(answer);
    expect(scene.forge.orders).toEqual([]);
  });
});

describe('somebody without an account', () => {
  const inGroup = { chat: GROUP };

  it.each(['/approve group/app!12', '/issue group/app It leaks', '/do group/app!12', '/run group/app'])(
    'is invited in private after %s in a group',
    async (text) => {
      const said = await scene.world.say(BOB, text, inGroup);

      expect(said.map(({ payload }) => payload.chat_id)).toEqual([BOB.id]);
      expect(said[0]?.text).toContain('link your own account');
    },
  );

  it('is invited in the group where the bot may not write to them', async () => {
    const description = "Forbidden: bot can't initiate conversation with a user";
    scene.world.telegram.fail('sendMessage', { status: 403, description });

    const said = await scene.world.say(BOB, '/approve group/app!12', inGroup);

    expect(said.map(({ payload }) => payload.chat_id)).toEqual([BOB.id, GROUP.id]);
  });
});

describe('/history', () => {
  it('shows to each what they did, and to the operator what everybody did', async () => {
    expect((await scene.world.say(ALICE, '/history'))[0]?.text).toBe(
      'Nobody has done anything from here yet.',
    );
    await scene.press('approve');
    scene.forge.answer = () => Promise.reject(new ForgeError('forbidden', { detail: '403' }));
    await scene.linkBob();
    scene.tell(aMergeRequest(), {}, BOB.id);
    await scene.press('approve', BOB);

    const [everybody] = await scene.world.say(ALICE, '/history');
    expect(everybody?.text.split('\n')).toEqual([
      'What was done from here:',
      '0 s ago · Bob · ✅ Approve · MR !12 in group/app · failed: the token may not do that',
      '0 s ago · Alice · ✅ Approve · MR !12 in group/app',
    ]);
    const [own] = await scene.world.say(BOB, '/history');
    expect(own?.text.split('\n')).toHaveLength(2);
  });

  it('names a run that was given by its link as its people do, once it was looked at', async () => {
    scene.see(aPipelineLook({ pipeline: aPipeline({ id: '57001', number: '57', status: 'running' }) }));

    const [question] = await scene.world.say(
      ALICE,
      '/cancel https://gitlab.example.com/group/app/-/pipelines/57001',
    );
    expect(question?.text).toContain('Cancel pipeline #57?');
    const [done] = await scene.world.press(ALICE, question, 'Cancel');

    expect(done?.text).toContain('pipeline #57 is being canceled');
    expect((await scene.world.say(ALICE, '/history'))[0]?.text).toContain('pipeline #57 in group/app');
  });

  it('names a pipeline as its card does, and not by the id that the forge keeps it under', async () => {
    const pipeline = aPipeline({ id: '57001', number: '57', status: 'failed' });
    scene.tell(pipeline);
    scene.see(aPipelineLook({ pipeline }));
    await scene.press('retry');

    const [history] = await scene.world.say(ALICE, '/history');

    expect(scene.results()).toEqual([['retry', 'done']]);
    expect(history?.text).toContain('pipeline #57 in group/app');
  });
});

describe('a list to pick from', () => {
  it('is not offered where there is nothing in it, or nothing that it has not already', async () => {
    scene.forge.labels = ['bug'];
    scene.forge.threads = [];
    expect(labels((await scene.press('more'))[0])).not.toContain('Resolve a thread');
    expect(labels((await scene.press('more'))[0])).toContain('Label');

    scene.see(aMergeRequestLook({ mergeRequest: aMergeRequest({ labels: ['bug'] }) }));
    expect(labels((await scene.press('more'))[0])).not.toContain('Label');
    scene.forge.labels = [];
    expect(labels((await scene.press('more'))[0])).not.toContain('Label');
  });

  it('is offered where the forge does not tell what is in it', async () => {
    scene.forge.listOpenThreads = () => Promise.reject(new ForgeError('forbidden', { detail: '403' }));

    expect(labels((await scene.press('more'))[0])).toContain('Resolve a thread');
  });

  it('offers labels page by page, and finds them by a part of their name', async () => {
    scene.forge.labels = Array.from({ length: 45 }, (_, index) => `area::${index + 1}`);
    const [panel] = await scene.press('more');
    const [first] = await scene.world.press(ALICE, panel, 'Label');
    expect(labels(first)).toEqual([...scene.forge.labels.slice(0, 8), 'More ›']);

    const [second] = await scene.world.press(ALICE, first, 'More ›');
    expect(second?.text).toContain('Page 2 of 6');
    expect(labels(second)).toEqual([...scene.forge.labels.slice(8, 16), '‹ Back', 'More ›']);
    const reply_to_message = { message_id: scene.world.telegram.of('sendMessage').length };
    const [none] = await scene.world.say(ALICE, 'urgent', { reply_to_message });
    expect(none?.text).toContain('no such label');
    const [found] = await scene.world.say(ALICE, 'A::45', { reply_to_message });
    expect(labels(found)).toEqual(['area::45']);
    await scene.world.press(ALICE, found, 'area::45');
    await scene.world.press(ALICE, second, 'area::16');

    expect(scene.forge.orders).toMatchObject([{ label: 'area::45' }, { label: 'area::16' }]);
  });

  it('leafs through manual jobs of which there are more than a message has room for', async () => {
    const playableJobs = Array.from({ length: 150 }, (_, at) => ({
      id: `${at}`,
      name: `job-${at}`,
      stage: null,
    }));
    scene.tell(aPipeline({ status: 'waiting' }), {}, GROUP.id);
    scene.see(aPipelineLook({ playableJobs }));

    const [first] = await scene.press('play', ALICE, GROUP);
    expect(first?.text).toContain('Which job of pipeline #500 shall start?');
    const [second] = await scene.world.press(ALICE, first, 'More ›', GROUP);
    expect(labels(second)).toEqual([
      ...playableJobs.slice(8, 16).map(({ name }) => name),
      '‹ Back',
      'More ›',
    ]);
    const [question] = await scene.world.press(ALICE, second, 'job-9', GROUP);
    expect(labels(question)).toEqual(['▶️ Start a job: job-9', 'No']);
    await scene.world.press(ALICE, question, 'job-9', GROUP);

    expect(scene.forge.orders).toEqual([{ action: 'play-job', jobId: '9' }]);
  });
});
