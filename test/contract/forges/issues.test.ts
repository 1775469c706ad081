import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../src/domain/time.js';
import type { WatchLevel } from '../../../src/domain/watch.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import type { RunningGitlab } from '../../simulator/gitlab/start-gitlab.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

describe.each(['gitlab', 'github'] as const)('issues on %s', (kind) => {
  let clock: ScriptedClock;
  let forge: WatchedForge;
  let old: number;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    clock = forge.clock;
    old = forge.world.openIssue(APP, { author: 'bob', title: 'Old', description: 'For @alice' }).number;
    clock.advance(HOUR);
  });

  afterEach(() => forge.close());

  const watch = (login: string, level?: WatchLevel): Promise<Reader> => forge.watch(login, level);

  it('that were there before are first seen in silence', async () => {
    const alice = await watch('alice', 'all');

    expect(await alice.read()).toEqual([]);
  });

  it.each(['forwards', 'backwards'] as const)(
    'tell a mention once, whether the inbox or the list shows it first (%s)',
    async (order) => {
      const alice = await watch('alice', 'all');
      forge.world.openIssue(APP, { author: 'bob', title: 'New', description: 'See this, @alice' });

      const told = [...(await alice.read(order)), ...(await alice.read(order))];

      expect(told).toEqual(['issue-mention (mentioned)']);
    },
  );

  it('tell an assignment, its end, and nothing of what the reader did', async () => {
    const alice = await watch('alice');
    forge.world.assignIssue(APP, old, 'alice', 'bob');
    const assigned = await alice.read();
    clock.advance(MINUTE);
    forge.world.unassignIssue(APP, old, 'alice', 'bob');
    const unassigned = await alice.read();
    clock.advance(MINUTE);
    const { number } = forge.world.openIssue(APP, { author: 'alice', title: 'Mine', assignees: ['alice'] });
    forge.world.commentIssue(APP, number, 'alice', 'I take it');
    forge.world.closeIssue(APP, number, 'alice');

    expect(assigned).toEqual(['issue-assigned (assignee)']);
    expect(unassigned).toEqual(['issue-unassigned (assignee)']);
    expect(await alice.read()).toEqual([]);
  });

  it('tell the end of an assignment that came with the closing, before it is opened again without the reader', async () => {
    const alice = await watch('alice');
    forge.world.assignIssue(APP, old, 'alice', 'bob');
    await alice.read();
    clock.advance(MINUTE);
    forge.world.unassignIssue(APP, old, 'alice', 'bob');
    forge.world.closeIssue(APP, old, 'bob');
    const closed = await alice.read();
    clock.advance(MINUTE);
    forge.world.reopenIssue(APP, old, 'bob');

    expect(closed).toEqual(['issue-unassigned (assignee)']);
    expect(await alice.read()).toEqual([]);
  });

  it('tell the end of an assignment that came with the opening again', async () => {
    const alice = await watch('alice');
    forge.world.assignIssue(APP, old, 'alice', 'bob');
    await alice.read();
    clock.advance(MINUTE);
    forge.world.closeIssue(APP, old, 'bob');
    const closed = await alice.read();
    clock.advance(MINUTE);
    forge.world.reopenIssue(APP, old, 'bob');
    forge.world.unassignIssue(APP, old, 'alice', 'bob');

    expect(closed).toEqual(['issue-closed (assignee)']);
    expect(await alice.read()).toEqual(['issue-unassigned (assignee)']);
    expect(await alice.read()).toEqual([]);
  });

  it('tell who was assigned that it was closed right after', async () => {
    const alice = await watch('alice');
    forge.world.assignIssue(APP, old, 'alice', 'bob');
    clock.advance(MINUTE);
    forge.world.closeIssue(APP, old, 'bob');

    expect(await alice.read()).toEqual(['issue-closed (assignee)']);
    expect(await alice.read()).toEqual([]);
  });

  it('tell their author what others say and do', async () => {
    const bob = await watch('bob');
    forge.world.commentIssue(APP, old, 'carol', 'I see it, too');
    const said = await bob.read();
    clock.advance(MINUTE);
    forge.world.closeIssue(APP, old, 'carol');
    const closed = await bob.read();
    clock.advance(MINUTE);
    forge.world.reopenIssue(APP, old, 'carol');

    expect(said).toEqual(['comment-added (author)']);
    expect(closed).toEqual(['issue-closed (author)']);
    expect(await bob.read()).toEqual(['issue-reopened (author)']);
  });

  it('tell an edit that adds a mention, and none that keeps one', async () => {
    const carol = await watch('carol');
    forge.world.editIssue(APP, old, 'For @alice and @carol', 'bob');
    const added = await carol.read();
    clock.advance(MINUTE);
    forge.world.editIssue(APP, old, 'For @alice, and for @carol', 'bob');

    expect(added).toEqual(['issue-mention (mentioned)']);
    expect(await carol.read()).toEqual([]);
  });

  it('are told to onlookers at level all alone', async () => {
    const [onlooker, participant] = [await watch('carol', 'all'), await watch('carol')];
    forge.world.openIssue(APP, { author: 'bob', title: 'New', assignees: ['alice'] });
    forge.world.commentIssue(APP, old, 'bob', 'Any news?');

    expect((await onlooker.read()).toSorted()).toEqual(['comment-added', 'issue-opened']);
    expect(await participant.read()).toEqual([]);
  });
});

describe('the due date of an issue, which only GitLab has', () => {
  let forge: WatchedForge;
  let world: RunningGitlab['world'];
  let number: number;

  beforeEach(async () => {
    forge = await startWatchedForge('gitlab', ['alice', 'bob', 'carol']);
    world = forge.world as RunningGitlab['world'];
    ({ number } = world.openIssue(APP, { author: 'bob', title: 'Invoice', assignees: ['alice'] }));
  });

  afterEach(() => forge.close());

  /** What is told on each of the next days. The clock begins on 2026-03-02. */
  async function daily(days: number, reader: Reader): Promise<readonly (readonly string[])[]> {
    const told: (readonly string[])[] = [];
    for (let day = 0; day < days; day += 1) {
      forge.clock.advance(DAY);
      told.push([...(await reader.read()), ...(await reader.read())]);
    }
    return told;
  }

  it('is told to its assignees on the day before, once, and to nobody else', async () => {
    world.setDueDate(APP, number, '2026-03-05');
    const [alice, author] = [await forge.watch('alice'), await forge.watch('bob')];
    const onlooker = await forge.watch('carol', 'all');

    expect(await daily(5, alice)).toEqual([[], ['issue-due-soon (assignee)'], [], [], []]);
    expect([await author.read(), await onlooker.read()]).toEqual([[], []]);
  });

  it('is told again once it is put off, and not where it is taken away', async () => {
    world.setDueDate(APP, number, '2026-03-04');
    const alice = await forge.watch('alice');
    const first = await daily(1, alice);
    world.setDueDate(APP, number, '2026-03-06');
    const second = await daily(2, alice);
    world.setDueDate(APP, number, '2026-03-08');
    await daily(1, alice);
    world.setDueDate(APP, number, null);

    expect(first).toEqual([['issue-due-soon (assignee)']]);
    expect(second).toEqual([[], ['issue-due-soon (assignee)']]);
    expect(await daily(4, alice)).toEqual([[], [], [], []]);
  });

  it('is told on the date itself to whom the issue was given too late, and is no news once it is closed', async () => {
    world.setDueDate(APP, number, '2026-03-03');
    const { number: done } = world.openIssue(APP, { author: 'bob', title: 'Done', assignees: ['carol'] });
    world.setDueDate(APP, done, '2026-03-04');
    const carol = await forge.watch('carol');
    world.assignIssue(APP, number, 'carol', 'bob');
    world.closeIssue(APP, done, 'bob');
    const given = await carol.read();

    expect(given.toSorted()).toEqual(['issue-assigned (assignee)', 'issue-closed (assignee)']);
    expect(await daily(3, carol)).toEqual([['issue-due-soon (assignee)'], [], []]);
  });
});

it("a ticket of GitLab's Service Desk is told like any other issue", async () => {
  const forge = await startWatchedForge('gitlab', ['alice', 'bob', 'support-bot']);
  const world = forge.world as RunningGitlab['world'];
  const alice = await forge.watch('alice', 'all');
  const { number } = world.openIssue(APP, { author: 'support-bot', title: 'It came by e-mail' });
  world.makeTicket(APP, number, 'rita@example.com');
  world.commentIssue(APP, number, 'support-bot', 'Said by e-mail');
  const opened = await alice.read();
  forge.clock.advance(MINUTE);
  world.assignIssue(APP, number, 'alice', 'bob');
  const assigned = await alice.read();
  forge.clock.advance(MINUTE);
  world.closeIssue(APP, number, 'bob');
  const closed = await alice.read();
  await forge.close();

  expect(opened.toSorted()).toEqual(['comment-added', 'issue-opened']);
  expect(assigned).toEqual(['issue-assigned (assignee)']);
  expect(closed).toEqual(['issue-closed (assignee)']);
});
