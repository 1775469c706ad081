import { describe, expect, it } from '@jest/globals';
import { chatKey, RECORD_CHAT, RECORD_CHOSEN_CHAT } from '../../../src/domain/chat.js';
import { ForgeError } from '../../../src/domain/errors.js';
import { MINUTE } from '../../../src/domain/time.js';
import { aFeed, aNewFeed, aProject, aReading, aWatch } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

const gone = new ForgeError('not-found', { detail: '404', status: 404 });

describe('a project that the token can read no more', () => {
  const feeds = [aFeed(), aFeed({ id: 'feed-2', kind: 'merge-requests' })];

  async function lose(cycle: Cycle): Promise<void> {
    cycle.forge.always('pipelines', '7', gone);
    cycle.forge.always('merge-requests', '7', gone);
    for (let poll = 0; poll < 5; poll += 1) {
      await cycle.poll('feed-1');
      await cycle.poll('feed-2');
    }
  }

  async function regain(cycle: Cycle): Promise<void> {
    cycle.forge.always('pipelines', '7', aReading());
    cycle.forge.always('merge-requests', '7', aReading());
    await cycle.poll('feed-1');
    await cycle.poll('feed-2');
  }

  it('is named once to its owner though two feeds see it, and once when it is back', async () => {
    const cycle = new Cycle().add({ feeds });

    await lose(cycle);
    expect(cycle.notices.map(({ code, chatKey, params }) => [code, chatKey, params.project])).toEqual([
      ['access-lost', '42', 'acme/shop'],
    ]);

    await regain(cycle);
    expect(cycle.notices.map(({ code }) => code)).toEqual(['access-lost', 'access-regained']);
  });

  it.each([
    ['with all others', RECORD_CHAT],
    ['by choice', RECORD_CHOSEN_CHAT],
  ])('is not named where it was there for the timeline alone, %s', async (_, inner) => {
    const cycle = new Cycle().add({ feeds, watches: [aWatch({ chatKey: chatKey(inner) })] });

    await lose(cycle);
    await regain(cycle);

    expect(cycle.notices).toEqual([]);
    expect(cycle.store.snapshot('account-1', 'project-access:7')).toMatchObject({ isLost: false });
  });

  it('is named again when it is lost again', async () => {
    const cycle = new Cycle().add({ feeds });

    await lose(cycle);
    await regain(cycle);
    await lose(cycle);

    expect(cycle.notices.map(({ code }) => code)).toEqual(['access-lost', 'access-regained', 'access-lost']);
  });

  it('is tried seldom, and not called lost before the third refusal in a row', async () => {
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', gone, gone, gone);

    await cycle.poll();
    await cycle.poll();
    expect(cycle.notices).toEqual([]);
    await cycle.poll();

    expect(cycle.notices).toHaveLength(1);
    const delay = cycle.store.feed('feed-1').nextPollAt.getTime() - cycle.clock.now().getTime();
    expect(delay).toBeGreaterThan(26 * MINUTE);
  });

  it('is not lost because an outage ended in a refusal', async () => {
    const outage = new ForgeError('unavailable', { detail: '502', status: 502 });
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', outage, outage, gone, gone, aReading());

    for (let poll = 0; poll < 5; poll += 1) await cycle.poll();

    expect(cycle.notices).toEqual([]);
  });

  it.each(['forbidden', 'not-found'] as const)(
    'is not lost because one thing of it is %s while it shows itself',
    async (code) => {
      const cycle = new Cycle().add();
      cycle.forge.visible.push(aProject());
      cycle.forge.always('pipelines', '7', new ForgeError(code, { detail: code }));

      for (let poll = 0; poll < 6; poll += 1) await cycle.poll();

      expect(cycle.notices).toEqual([]);
      expect(cycle.store.snapshot('account-1', 'project-access:7')).toBeNull();
    },
  );

  it('is lost all the same when the refusals go on after an outage', async () => {
    const outage = new ForgeError('unavailable', { detail: '502', status: 502 });
    const cycle = new Cycle().add();
    cycle.forge.next('pipelines', '7', outage, outage, outage, outage, gone, gone, gone, gone);

    for (let poll = 0; poll < 8; poll += 1) await cycle.poll();

    expect(cycle.notices).toHaveLength(1);
  });

  it('that is watched anew starts afresh', async () => {
    const cycle = new Cycle().add();
    cycle.forge.always('pipelines', '7', gone);
    for (let poll = 0; poll < 3; poll += 1) await cycle.poll();

    cycle.add({ feeds: [aNewFeed()] });
    cycle.forge.next('pipelines', '7', aReading());
    await cycle.turn();
    for (let poll = 0; poll < 3; poll += 1) await cycle.poll();

    expect(cycle.notices.map(({ code }) => code)).toEqual(['access-lost', 'access-lost']);
  });

  it('says nothing of an account feed: that is no project', async () => {
    const cycle = new Cycle().add({ feeds: [aFeed({ kind: 'inbox', projectId: null })] });
    cycle.forge.always('inbox', null, gone);

    for (let poll = 0; poll < 5; poll += 1) await cycle.poll();

    expect(cycle.notices).toEqual([]);
  });
});
