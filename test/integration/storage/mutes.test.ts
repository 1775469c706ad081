import { randomUUID } from 'node:crypto';
import { expect, it } from '@jest/globals';
import { ANY_BOT, emptyFilter } from '../../../src/domain/watch-filter.js';
import { agesBefore } from '../../support/ages.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, at, claimLanes, NOON, notice, personWatching, watch } from './fixtures.js';

describeOnEachDatabase('mutes', (open) => {
  const mute = (target: string, seconds: number) => ({
    id: randomUUID(),
    target,
    title: `Title of ${target}`,
    until: at(seconds),
    state: 'open',
  });

  it('are known by chat until they end, and come with the lease', async () => {
    const storage = await open(() => NOON);
    const { account, chat } = await personWatching(storage, ALICE);
    const { mutes, notices } = storage.people;
    const [short, long] = [mute('a', 10), mute('b', 60)];
    for (const one of [long, short, mute('c', 5)]) await mutes.put(chat.key, one);
    await mutes.put(chat.key, { ...mute('b', 90), state: null });

    expect(await mutes.list(chat.key, at(6))).toEqual([short, { ...long, until: at(90), state: null }]);
    expect(await mutes.list('-1', at(6))).toEqual([]);
    await notices.enqueue(notice(account.id, chat.key, 'n'));
    const [lane] = await claimLanes(storage, 20);
    expect(lane?.mutes).toEqual([{ ...long, until: at(90), state: null }]);

    await storage.outbox.endMutes('-1', [long.id]);
    expect(await mutes.list(chat.key, at(20))).toHaveLength(1);
    await storage.outbox.endMutes(chat.key, [long.id]);
    expect(await mutes.list(chat.key, at(20))).toEqual([]);
  });

  it('are ended by people, and forgotten with age', async () => {
    const storage = await open(() => NOON);
    const { chat } = await personWatching(storage, ALICE);
    const { mutes } = storage.people;
    for (const target of ['a', 'b', 'c']) await mutes.put(chat.key, mute(target, target === 'c' ? 5 : 60));

    expect(await mutes.end(chat.key, 'a')).toBe(true);
    expect(await mutes.end(chat.key, 'a')).toBe(false);
    await storage.polls.prune(agesBefore(at(0), at(5)));
    expect((await mutes.list(chat.key, NOON)).map(({ target }) => target)).toEqual(['b']);
    await mutes.endAll(chat.key);
    expect(await mutes.list(chat.key, NOON)).toEqual([]);
  });

  it('for good give a watch back what it was, however often they were chosen', async () => {
    const storage = await open();
    const { account, chat, watch: put } = await personWatching(storage, ALICE);
    const { watches } = storage.people;
    const filter = { ...emptyFilter('team'), exclude: [ANY_BOT] };
    const unmuted = async () => {
      await watches.unmute(put.id, 'all');
      return (await watches.find(put.id))?.watch;
    };

    await watches.setFilter(put.id, filter);
    for (let times = 0; times < 2; times += 1) await watches.setLevel(put.id, 'muted');
    expect((await watches.find(put.id))?.watch).toMatchObject({ level: 'muted', filter: null });
    expect(await unmuted()).toMatchObject({ level: 'custom', filter });
    await watches.setLevel(put.id, 'team');
    await watches.setLevel(put.id, 'muted');
    expect(await unmuted()).toMatchObject({ level: 'team', filter: null });
    await watch(storage, { account, chatKey: chat.key, projectId: '1', level: 'muted' });
    expect(await unmuted()).toMatchObject({ level: 'all', filter: null });
  });
});
