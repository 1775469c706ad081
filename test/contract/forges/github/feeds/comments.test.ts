import { describe, expect, it } from '@jest/globals';
import type { Comment } from '../../../../../src/domain/subjects/comment.js';
import { aMergeRequest } from '../../../../support/builders.js';
import { anIssue as anIssueSubject } from '../../../../support/an-issue.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, BOB, CAROL, aComment, anIssue, aPull, at } from '../github-items.js';
import type { Item } from '../github-items.js';
import type { LoopbackGithub } from '../loopback-github.js';

const TALK = '/repos/acme/shop/issues/comments';
const LINES = '/repos/acme/shop/pulls/comments';
const PULL = '/repos/acme/shop/pulls/12';
const github = useLoopbackGithub();

function byChange(one: Item, other: Item): number {
  return String(other['updated_at']).localeCompare(String(one['updated_at']));
}

function serve(server: LoopbackGithub, talk: readonly Item[] = [], lines: readonly Item[] = []): Served {
  const served = { talk: [...talk], lines: [...lines] };
  server.list(TALK, () => [...served.talk].sort(byChange));
  server.list(LINES, () => [...served.lines].sort(byChange));
  server.on(PULL, () => ({ body: aPull(12) }));
  return served;
}

interface Served {
  readonly talk: Item[];
  readonly lines: Item[];
}

function onLine(id: number, over: Item = {}): Item {
  return aComment(id, 12, { html_url: `https://github.com/acme/shop/pull/12#discussion_r${id}`, ...over });
}

function fresh(seconds: number): Item {
  return { created_at: at(seconds), updated_at: at(seconds) };
}

async function started(server: LoopbackGithub): Promise<Poller> {
  const poller = new Poller(server, 'comments');
  await poller.read();
  poller.gate.take();
  server.takeLog();
  return poller;
}

async function subjectsOf(poller: Poller): Promise<readonly Comment[]> {
  const { sightings } = await poller.read();
  return sightings.map(({ subject }) => subject as Comment);
}

describe('the comments of a project', () => {
  it('are history at the baseline, which costs two requests', async () => {
    serve(github(), [aComment(1, 12)], [onLine(2)]);
    const poller = new Poller(github(), 'comments');

    const reading = await poller.read();

    expect(reading).toMatchObject({ sightings: [], hasChanged: false });
    expect(github().takeLog()).toEqual([`200 ${TALK}`, `200 ${LINES}`]);
  });

  it('cost two free requests when idle', async () => {
    serve(github(), [aComment(1, 12)], [onLine(2)]);
    const poller = await started(github());

    const reading = await poller.read();

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, isRunning: false });
    expect(poller.gate.take()).toEqual({ requests: 2, charged: 0 });
  });

  it('are told with the pull request that they are on, which is asked for once', async () => {
    const { talk } = serve(github(), [aComment(1, 12)]);
    const poller = await started(github());
    talk.push(aComment(2, 12, { ...fresh(60), user: CAROL, body: 'See this, @alice' }));
    talk.push(aComment(3, 12, { ...fresh(70) }));

    const [first, second] = await subjectsOf(poller);

    expect(first).toMatchObject({
      id: 'issue-2',
      projectId: '7001',
      on: { kind: 'merge-request', id: '9012', number: '12', title: 'Change 12', author: { login: 'bob' } },
      author: { login: 'carol' },
      body: 'See this, @alice',
      mentions: ['alice'],
      thread: null,
      createdAt: at(60),
    });
    expect(second?.id).toBe('issue-3');
    expect(github().takeLog()).toEqual([`200 ${TALK}`, `304 ${LINES}`, `200 ${PULL}`]);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 2 });
  });

  it('take the pull request from what the account has seen, once its number is known', async () => {
    const { talk } = serve(github());
    const poller = await started(github());
    talk.push(aComment(1, 12, fresh(60)));
    await poller.read();
    poller.remember(aMergeRequest({ id: '9012', number: '12', title: 'As seen by Alice' }));
    talk.push(aComment(2, 12, fresh(70)));
    github().takeLog();

    const [comment] = await subjectsOf(poller);

    expect(comment?.on.title).toBe('As seen by Alice');
    expect(github().takeLog()).toEqual([`200 ${TALK}`, `304 ${LINES}`]);
  });

  it('are told of issues, too, each of which is asked for once', async () => {
    const { talk } = serve(github());
    github().on('/repos/acme/shop/issues/5', () => ({ body: anIssue(5, { user: ALICE }) }));
    const poller = await started(github());
    const onIssue = (id: number, seconds: number): Item =>
      aComment(id, 5, {
        ...fresh(seconds),
        html_url: `https://github.com/acme/shop/issues/5#issuecomment-${id}`,
      });
    talk.push(onIssue(1, 60));

    const [comment] = await subjectsOf(poller);
    poller.remember(anIssueSubject({ id: '8005', number: '5', title: 'As seen by Alice' }));
    talk.push(onIssue(2, 70));
    const [next] = await subjectsOf(poller);

    expect(comment?.on).toMatchObject({ kind: 'issue', id: '8005', number: '5', author: { login: 'alice' } });
    expect(next?.on).toMatchObject({ kind: 'issue', title: 'As seen by Alice' });
    expect(
      github()
        .takeLog()
        .filter((line) => line.endsWith('/issues/5')),
    ).toHaveLength(1);
  });

  it('go on from a cursor that knew no issues', async () => {
    serve(github());
    const poller = await started(github());
    const { issues, ...older } = poller.cursor ?? {};
    poller.cursor = older;

    expect(await poller.read()).toMatchObject({ hasChanged: false, cursor: { issues } });
    expect(poller.logger.messages()).toEqual([]);
  });

  it('are told again when they were edited, also within the same second', async () => {
    const { talk } = serve(github());
    const poller = await started(github());
    talk.push(aComment(1, 12, fresh(60)));
    await poller.read();
    talk[0] = aComment(1, 12, { ...fresh(60), body: 'Nice, @alice.' });

    const [edited, ...others] = await subjectsOf(poller);

    expect(others).toEqual([]);
    expect(edited).toMatchObject({ id: 'issue-1', mentions: ['alice'], createdAt: at(60) });
  });

  it('are counted as dropped where the pull request cannot be had', async () => {
    const { talk } = serve(github());
    github().forget(PULL);
    const poller = await started(github());
    talk.push(aComment(1, 12, fresh(60)));

    expect(await poller.read()).toMatchObject({ sightings: [], dropped: 1 });
  });

  it('are cut to a length that a chat can show, and never in the middle of a character', async () => {
    const { talk } = serve(github());
    const poller = await started(github());
    talk.push(aComment(1, 12, { ...fresh(60), body: `${'x'.repeat(1_999)}😀 @alice` }));

    const [comment] = await subjectsOf(poller);

    expect(comment?.body).toBe('x'.repeat(1_999));
    expect(comment?.mentions).toEqual(['alice']);
  });

  it('of deleted accounts are by the ghost', async () => {
    const { talk } = serve(github());
    const poller = await started(github());
    talk.push(aComment(1, 12, { ...fresh(60), user: null }));

    expect((await subjectsOf(poller))[0]?.author.login).toBe('ghost');
  });
});

describe('a comment on a line', () => {
  it('opens a thread', async () => {
    const { lines } = serve(github());
    const poller = await started(github());
    lines.push(onLine(7, fresh(60)));

    const [comment] = await subjectsOf(poller);

    expect(comment).toMatchObject({ id: 'review-7', thread: { id: '7', participants: [] } });
  });

  it('names those who wrote in its thread before it, over several reads', async () => {
    const { lines } = serve(github());
    const poller = await started(github());
    lines.push(
      onLine(7, { ...fresh(60), user: ALICE }),
      onLine(8, { ...fresh(61), user: BOB, in_reply_to_id: 7 }),
    );
    const first = await subjectsOf(poller);
    lines.push(onLine(9, { ...fresh(90), user: CAROL, in_reply_to_id: 7 }));
    const second = await subjectsOf(poller);

    expect(first.map(({ thread }) => thread?.participants)).toEqual([[], ['alice']]);
    expect(second.map(({ thread }) => thread)).toEqual([{ id: '7', participants: ['alice', 'bob'] }]);
    expect(
      github()
        .takeLog()
        .filter((line) => line.includes('/pulls/comments/')),
    ).toEqual([]);
  });

  it('knows the thread that was on the first page of the baseline', async () => {
    const { lines } = serve(
      github(),
      [],
      [onLine(7, { user: ALICE }), onLine(8, { user: CAROL, in_reply_to_id: 7 })],
    );
    const poller = await started(github());
    lines.push(onLine(9, { ...fresh(90), in_reply_to_id: 7 }));

    const [reply] = await subjectsOf(poller);

    expect(reply?.thread).toEqual({ id: '7', participants: ['alice', 'carol'] });
  });

  it('asks for the first comment of a thread that it does not know, once', async () => {
    const { lines } = serve(github(), [], [onLine(8, { user: CAROL, in_reply_to_id: 7 })]);
    github().on(`${LINES}/7`, () => ({ body: onLine(7, { user: ALICE }) }));
    const poller = await started(github());
    lines.push(onLine(9, { ...fresh(60), in_reply_to_id: 7 }));
    const [reply] = await subjectsOf(poller);
    lines.push(onLine(10, { ...fresh(90), user: ALICE, in_reply_to_id: 7 }));
    const [next] = await subjectsOf(poller);

    expect(reply?.thread?.participants).toEqual(['alice', 'carol']);
    expect(next?.thread?.participants).toEqual(['alice', 'carol', 'bob']);
    expect(
      github()
        .takeLog()
        .filter((line) => line.includes('/pulls/comments/')),
    ).toEqual([`200 ${LINES}/7`]);
  });

  it('is told even when the first comment of its thread was deleted', async () => {
    const { lines } = serve(github());
    const poller = await started(github());
    lines.push(onLine(9, { ...fresh(60), in_reply_to_id: 7 }));

    expect((await subjectsOf(poller))[0]?.thread).toEqual({ id: '7', participants: [] });
  });

  it('keeps the thread as it was when it is edited', async () => {
    const { lines } = serve(github());
    const poller = await started(github());
    lines.push(onLine(7, { ...fresh(60), user: ALICE }), onLine(8, { ...fresh(61), in_reply_to_id: 7 }));
    await poller.read();
    lines[1] = onLine(8, { ...fresh(61), updated_at: at(90), body: 'Edited', in_reply_to_id: 7 });

    const [edited] = await subjectsOf(poller);

    expect(edited).toMatchObject({ body: 'Edited', thread: { id: '7', participants: ['alice'] } });
  });
});
