import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { ALICE, BOB, CHARLIE, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest, aPipeline } from '../../support/builders.js';
import { aMergeRequestLook, aPipelineLook } from '../../support/some-looks.js';
import { ActingScene, labels, NEWS } from './acting-scene.js';

let scene: ActingScene;

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.tell(aMergeRequest());
  scene.see(aMergeRequestLook());
});

afterEach(() => scene.world.stop());

describe('a press under news', () => {
  it('is done at once where it can be taken back, and shown on the message', async () => {
    const approved = aMergeRequest({
      reviews: [
        { person: { id: 'id-alice', login: 'alice', name: 'alice' }, state: 'approved', sha: null, at: null },
      ],
    });
    scene.see(aMergeRequestLook(), aMergeRequestLook({ myVerdict: 'approved', mergeRequest: approved }));

    const [news] = await scene.press('approve');

    expect(scene.forge.orders).toEqual([{ action: 'approve', number: '12', headSha: 'b'.repeat(40) }]);
    expect(scene.world.alert()).toBe('✅ You approved MR !12.');
    expect(news?.payload.message_id).toBe(NEWS);
    expect(news?.text).toContain('Approved by alice');
    expect(news?.text).toContain('✅ Alice approved it.');
    expect(scene.world.stores.wakes).toContain('account-1 merge-requests own');
  });

  it('is answered in the chat where the press is too old for Telegram, as after a restart', async () => {
    const description = 'Bad Request: query is too old and response timeout expired or query ID is invalid';
    scene.world.telegram.fail('answerCallbackQuery', { status: 400, description });

    const [said] = await scene.press('approve');

    expect(said?.text).toBe('✅ You approved MR !12.');
    expect(scene.forge.orders).toHaveLength(1);
  });

  it('is offered no more on the message once it is done', async () => {
    const done = aMergeRequestLook({ myVerdict: 'approved' });
    scene.tell(aMergeRequest({ mergeability: { state: 'mergeable', since: '2026-03-02T10:00:00Z' } }));
    scene.see(aMergeRequestLook(), { ...done, mergeRequest: aMergeRequest() });

    const [news] = await scene.press('approve');

    expect(labels(news)).toEqual(['👀 Look', '⋯ More']);
  });

  it('brings the card above the news up to date, too', async () => {
    scene.world.stores.cardRows.set(`${ALICE.id} merge-request:900`, '70');

    const shown = await scene.press('approve');

    expect(shown.map(({ payload }) => payload.message_id)).toEqual([NEWS, 70]);
    expect(shown[1]?.text).toContain('✅ Alice approved it.');
  });

  it('does nothing after a no, or after two minutes', async () => {
    const [question] = await scene.press('merge');
    scene.world.now = new Date(scene.world.now.getTime() + 121_000);
    await scene.world.press(ALICE, question, 'Merge');
    expect(scene.world.alert()).toContain('expired');

    const [again] = await scene.press('merge');
    const [dropped] = await scene.world.press(ALICE, again, 'No');
    expect(dropped?.text).toBe('All right, nothing was done to MR !12.');
    await scene.world.press(ALICE, again, 'Merge');
    expect(scene.forge.orders).toEqual([]);
  });

  it('says what changed when the button is stale, and brings the message up to date', async () => {
    scene.see(aMergeRequestLook({ mergeRequest: aMergeRequest({ state: 'merged' }) }));

    const [news] = await scene.press('approve');

    expect(scene.world.alert()).toBe('That cannot be done: MR !12 is merged.');
    expect(news?.payload.message_id).toBe(NEWS);
    expect(labels(news)).toEqual([]);
    expect(scene.forge.orders).toEqual([]);
  });

  it('is done once when it comes twice', async () => {
    scene.tell(aPipeline({ status: 'failed' }));
    scene.see(aPipelineLook());

    await scene.press('retry', ALICE, undefined, 'same');
    await scene.press('retry', ALICE, undefined, 'same');

    expect(scene.forge.orders).toHaveLength(1);
    expect(scene.results()).toEqual([['retry', 'done']]);
  });

  it('means nothing under another message, in another chat, or with an invented name', async () => {
    await scene.world.pressData(ALICE, 'x:approve', undefined, { messageId: 5 });
    expect(scene.world.alert()).toContain('too old for its buttons');

    await scene.world.pressData(BOB, 'x:approve', undefined, { messageId: NEWS });
    expect(scene.world.alert()).toContain('too old for its buttons');

    for (const data of ['x:', 'x:explode', 'x:__proto__', 'x:Approve', 'x:approve:1']) {
      await scene.world.pressData(ALICE, data, undefined, { messageId: NEWS });
      expect(scene.world.alert()).not.toBe('');
    }
    expect(scene.forge.orders).toEqual([]);
  });

  it('tells how a token that only reads can be replaced', async () => {
    await scene.world.stop();
    scene = await ActingScene.start({ canWrite: false });
    scene.tell(aMergeRequest());
    scene.see(aMergeRequestLook());

    await scene.press('approve');

    expect(scene.world.alert()).toContain('may only read');
    expect(scene.forge.orders).toEqual([]);
  });

  it('survives a forge that fails, and says so in one sentence', async () => {
    scene.forge.trouble = new ForgeError('rate-limited', { detail: '429', retryAfterSeconds: 41.2 });
    await scene.press('approve');
    expect(scene.world.alert()).toBe('gitlab.example.com asks for a pause. Try again in 42 seconds.');

    scene.forge.trouble = new ForgeError('not-found', { detail: '404' });
    await scene.press('approve');
    expect(scene.world.alert()).toBe(
      'I cannot see MR !12 with your token: it is gone, or not yours to read. Check its number, or ask a maintainer.',
    );
  });

  it.each(['label', 'resolve-thread'])('says so, too, where there is no choice for %s', async (action) => {
    scene.forge.trouble = new ForgeError('rate-limited', { detail: '429', retryAfterSeconds: 41.2 });
    await scene.press(action);
    expect(scene.world.alert()).toBe('gitlab.example.com asks for a pause. Try again in 42 seconds.');
  });
});

describe('a press in a group', () => {
  beforeEach(() => scene.tell(aMergeRequest(), {}, GROUP.id));

  it('asks whoever pressed, and lets nobody else answer', async () => {
    await scene.linkBob();

    const [question] = await scene.press('approve', BOB, GROUP);
    expect(question?.text).toContain('Approve MR !12?');
    await scene.world.press(ALICE, question, 'Approve', GROUP);
    expect(scene.world.alert()).toContain('somebody else');
    expect(scene.forge.orders).toEqual([]);

    await scene.world.press(BOB, question, 'Approve', GROUP);
    expect(scene.results()).toEqual([['approve', 'done']]);
    expect(scene.world.stores.actions.rows[0]).toMatchObject({ personName: 'Bob', login: 'bob' });
  });

  it('asks about what was picked from a list, too', async () => {
    scene.forge.labels = ['bug'];
    scene.forge.members = [{ id: '1', login: 'carol', name: 'Carol' }];

    const [lists] = await scene.press('label', ALICE, GROUP);
    const [label] = await scene.world.press(ALICE, lists, 'bug', GROUP);
    const [people] = await scene.press('ask-review', ALICE, GROUP);
    const [person] = await scene.world.press(ALICE, people, 'Carol', GROUP);

    expect(label?.text).toContain('Label MR !12 “bug”?');
    expect(person?.text).toContain('Ask Carol to review MR !12?');
    expect(scene.forge.orders).toEqual([]);
    scene.world.now = new Date(scene.world.now.getTime() + 121_000);
    await scene.world.press(ALICE, label, 'Label', GROUP);
    expect(scene.world.alert()).toContain('expired');
    const [again] = await scene.world.press(ALICE, people, 'Carol', GROUP);
    await scene.world.press(ALICE, again, 'Ask', GROUP);
    expect(scene.forge.orders).toMatchObject([{ action: 'ask-review', person: { login: 'carol' } }]);
  });

  it('acts with the presser’s own account, and invites whoever has none', async () => {
    await scene.press('approve', BOB, GROUP);

    expect(scene.world.alert()).toBe(
      'To act on gitlab.example.com, link your own account: write me /token in private.',
    );
    expect(scene.forge.targets).toEqual([]);
  });

  it('makes the feeds due that the group is told from, too', async () => {
    await scene.world.say(ALICE, '/watch group/app', { chat: GROUP });
    await scene.linkBob();

    const [question] = await scene.press('approve', BOB, GROUP);
    await scene.world.press(BOB, question, 'Approve', GROUP);

    expect(scene.world.stores.wakes).toContain('account-4 merge-requests 7');
    expect(scene.world.stores.wakes).toContain('account-1 merge-requests 7');
  });

  it('is refused to strangers', async () => {
    await scene.press('approve', CHARLIE, GROUP);

    expect(scene.world.alert()).toContain('only members');
    expect(scene.forge.targets).toEqual([]);
  });
});

describe('More', () => {
  it('shows what this person can do now, and does it', async () => {
    scene.see(aMergeRequestLook({ role: 'read', mayMerge: false }));

    const [panel] = await scene.press('more');
    expect(panel?.text.split('\n').at(-1)).toBe('What shall I do?');
    expect(labels(panel)).toEqual(['✅ Approve', '✋ Request changes', '💬 Comment']);

    const [done] = await scene.world.press(ALICE, panel, 'Approve');
    expect(done?.text).toBe('✅ You approved MR !12.');
  });

  it('asks for the text of a change request, and sends the reply', async () => {
    const [panel] = await scene.press('more');
    const [question] = await scene.world.press(ALICE, panel, 'Request changes');
    expect(question?.text).toBe('Reply to this message with what should change in MR !12, or with cancel.');
    expect(question?.payload.reply_markup).toEqual({ force_reply: true, selective: true });

    const sent = scene.world.telegram.of('sendMessage').length;
    const [done] = await scene.world.say(ALICE, 'Please add a test', {
      reply_to_message: { message_id: sent },
    });

    expect(done?.text).toBe('✋ You requested changes in MR !12.');
    expect(scene.forge.orders).toMatchObject([{ action: 'request-changes', text: 'Please add a test' }]);
  });

  it('says that the text may be missing where only the verdict is known to be there', async () => {
    const [panel] = await scene.press('more');
    await scene.world.press(ALICE, panel, 'Request changes');
    scene.forge.answer = () => Promise.resolve({ id: null, url: null, isWordless: true });
    const reply_to_message = { message_id: scene.world.telegram.of('sendMessage').length };

    const [said] = await scene.world.say(ALICE, 'Please add a test', { reply_to_message });

    expect(said?.text).toContain('your text may not be there');
    expect(scene.results()).toEqual([['request-changes', 'done']]);
  });

  it('offers people, and finds them by how their name begins', async () => {
    scene.forge.members = [
      { id: '1', login: 'carol', name: 'Carol' },
      { id: '2', login: 'dave', name: 'Dave' },
    ];
    const [panel] = await scene.press('more');
    const [people] = await scene.world.press(ALICE, panel, 'Ask for a review');
    expect(labels(people)).toEqual(['Carol', 'Dave']);

    const sent = scene.world.telegram.of('sendMessage').length;
    const [found] = await scene.world.say(ALICE, 'da', { reply_to_message: { message_id: sent } });
    expect(labels(found)).toEqual(['Dave']);
    const [done] = await scene.world.press(ALICE, found, 'Dave');

    expect(done?.text).toBe('Dave is asked to review MR !12.');
    expect(scene.forge.orders).toMatchObject([{ action: 'ask-review', person: { login: 'dave' } }]);
  });

  it('starts the only manual job at once, and lets choose among several', async () => {
    const job = (id: string, name: string) => ({ id, name, stage: 'deploy' });
    scene.tell(aPipeline({ status: 'waiting' }));
    scene.see(
      aPipelineLook({ pipeline: aPipeline({ status: 'waiting' }), playableJobs: [job('1', 'deploy')] }),
    );
    await scene.press('play');
    expect(scene.forge.orders).toEqual([{ action: 'play-job', jobId: '1' }]);

    const both = [job('1', 'staging'), job('2', 'production')];
    scene.see(aPipelineLook({ pipeline: aPipeline({ status: 'waiting' }), playableJobs: both }));
    const [question] = await scene.press('play');
    expect(labels(question)).toEqual(['▶️ Start a job: staging', '▶️ Start a job: production', 'No']);
    await scene.world.press(ALICE, question, 'production');
    expect(scene.forge.orders.at(-1)).toEqual({ action: 'play-job', jobId: '2' });
  });

  it('starts a job of a pipeline that it started where that one is', async () => {
    scene.tell(aPipeline({ status: 'waiting' }));
    const below = { id: '3', name: 'lib: deploy', stage: null, projectId: '77' };
    const own = { id: '1', name: 'deploy', stage: null };
    scene.see(aPipelineLook({ pipeline: aPipeline({ status: 'waiting' }), playableJobs: [own, below] }));

    const [question] = await scene.press('play');
    await scene.world.press(ALICE, question, 'lib: deploy');

    expect(scene.forge.orders).toEqual([{ action: 'play-job', jobId: '3', projectId: '77' }]);
  });
});
