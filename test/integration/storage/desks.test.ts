import { expect, it } from '@jest/globals';
import type { TicketNews } from '../../../src/domain/notification.js';
import { cardOf, type Ticket } from '../../../src/domain/ticket.js';
import type { Storage } from '../../../src/storage/open-storage.js';
import { agesBefore } from '../../support/ages.js';
import { aComment } from '../../support/builders.js';
import { describeOnEachDatabase } from '../../support/database.js';
import { ALICE, claimOne, personWatching } from './fixtures.js';

const GROUP = { chatId: '-1001', topicId: null };
const NOW = new Date('2026-03-02T10:00:00Z');
const LATER = new Date('2026-03-02T11:00:00Z');
const RITA = { id: '300', name: 'Rita' };

describeOnEachDatabase('service desks', (open, database) => {
  async function aDesk(storage: Storage) {
    const { account, watch } = await personWatching(storage, ALICE);
    await storage.people.chats.save({ address: GROUP, kind: 'group', title: 'Support' });
    const found = await storage.people.watches.find(watch.id);
    const desk = await storage.people.desks.put({
      chatKey: '-1001',
      ownerId: account.personId,
      accountId: account.id,
      forge: account.forge,
      project: found!.project,
      allowsPrivate: false,
      dailyLimit: 5,
      now: NOW,
    });
    const card = (ticket: Ticket): TicketNews => ({
      kind: 'ticket',
      chatKey: ticket.chatKey,
      dedupeKey: `ticket:${ticket.id}:opened`,
      accountId: account.id,
      ticketId: ticket.id,
      card: cardOf(ticket),
      happening: { kind: 'opened' },
    });
    const report = (requestKey: string, chatKey = '-1001') =>
      storage.people.desks.open(
        {
          deskId: desk.id,
          requestKey,
          number: '5',
          url: null,
          title: 'Broken',
          written: null,
          reporter: RITA,
          chatKey,
          now: NOW,
        },
        card,
      );
    return { account, desk, report, desks: storage.people.desks };
  }

  it('keep one ticket for a request, and owe its card once', async () => {
    const storage = await open();
    const { report, desks, desk } = await aDesk(storage);

    const [first, second] = [await report('a'), await report('a')];

    expect(second).toEqual(first);
    expect(await storage.outbox.head('-1001', 10)).toHaveLength(1);
    expect(await desks.countSince(desk.id, RITA.id, new Date(0))).toBe(1);
    expect((await desks.ticketsOf({ personId: RITA.id, chatId: null, offset: 0, limit: 8 })).tickets).toEqual(
      [first],
    );
  });

  it('know the ticket that has a topic to itself, and none of a chat that all share', async () => {
    const storage = await open();
    const { report, desks } = await aDesk(storage);
    await storage.people.chats.save({
      address: { ...GROUP, topicId: '7' },
      kind: 'group',
      title: 'Support',
    });

    await report('a');
    const own = await report('b', '-1001/7');

    expect(await desks.ticketOfTopic('-1001')).toBeNull();
    expect(await desks.ticketOfTopic('-1001/7')).toEqual(own);
  });

  it('forget closed tickets alone, and only where they are told to', async () => {
    const storage = await open();
    const { report } = await aDesk(storage);
    const close = async (requestKey: string, updatedAt: string) =>
      database.sql(`UPDATE ticket SET seen = seen || $2::jsonb WHERE id = $1`, [
        (await report(requestKey)).id,
        JSON.stringify({ state: 'closed', updatedAt }),
      ]);
    await report('open');
    await close('old', '2026-03-02T09:00:00Z');
    await close('young', '2026-03-02T10:30:00Z');
    const left = async () =>
      (await database.sql<{ request_key: string }>(`SELECT request_key FROM ticket ORDER BY 1`)).map(
        ({ request_key }) => request_key,
      );

    await storage.polls.prune(agesBefore(LATER, LATER, { tickets: null }));
    expect(await left()).toEqual(['old', 'open', 'young']);
    await storage.polls.prune(agesBefore(NOW, LATER));

    expect(await left()).toEqual(['open', 'young']);
  });

  it('move along with a group that becomes a supergroup', async () => {
    const storage = await open();
    const { report, desks, desk } = await aDesk(storage);
    const ticket = await report('a');
    await storage.people.chats.save({
      address: { chatId: '-2002', topicId: null },
      kind: 'group',
      title: 'Support',
    });

    await storage.people.chats.move('-1001', '-2002');

    expect((await desks.ofChat('-2002'))?.id).toBe(desk.id);
    expect((await desks.ticket(ticket.id))?.chatKey).toBe('-2002');
  });

  it('outlive their account, and go on with another of the same person', async () => {
    const storage = await open();
    const { account, desk, desks } = await aDesk(storage);

    expect(await desks.pause(account.id, 'owner-left')).toHaveLength(1);
    await storage.people.accounts.remove(account.id);
    expect(await desks.find(desk.id)).toMatchObject({ accountId: null, pausedFor: 'owner-left' });

    const { account: other } = await personWatching(storage, ALICE);
    const about = { id: other.id, personId: other.personId, forgeUrl: other.forge.url };
    expect(await desks.resume(about)).toMatchObject([{ id: desk.id, accountId: other.id, pausedFor: null }]);
  });

  it('know which issues something waits for a look at, and since when', async () => {
    const storage = await open();
    const { report, desks, account } = await aDesk(storage);
    const ticket = await report('a');
    const awaited = () => storage.polls.awaitedIssues(account.id, ticket.projectId);
    const comment = aComment();
    expect(await awaited()).toEqual([]);

    const { lease } = await claimOne(storage, 0);
    await storage.polls.commit(lease, async ({ desks: poll }) => {
      await poll.hold(ticket.id, [comment], NOW);
      await poll.hold(ticket.id, [comment], LATER);
      expect(await poll.held(ticket.id)).toEqual([{ comment, since: NOW }]);
    });

    expect(await awaited()).toEqual([ticket.number]);
    await desks.leave('-1001', 'bot-removed');
    expect(await awaited()).toEqual([]);
  });

  it('tell a chat once that their reporter closed a ticket', async () => {
    const storage = await open();
    const { report, desks, account } = await aDesk(storage);
    const ticket = await report('a');
    const closed = (now: Ticket): TicketNews => ({
      kind: 'ticket',
      chatKey: now.chatKey,
      dedupeKey: 'closed',
      accountId: account.id,
      ticketId: now.id,
      card: cardOf(now),
      happening: { kind: 'closed', who: 'Rita' },
    });

    await desks.noteState(ticket.id, 'closed', closed);
    await desks.noteState(ticket.id, 'closed', (now) => ({ ...closed(now), dedupeKey: 'again' }));

    const owed = (await storage.outbox.head('-1001', 10)).map(({ notification }) => notification.dedupeKey);
    expect(owed).toEqual([`ticket:${ticket.id}:opened`, 'closed']);
    expect((await desks.ticket(ticket.id))?.seen.state).toBe('closed');
  });

  it('forget a reporter and an owner with all that was theirs', async () => {
    const storage = await open();
    const { report, desks, desk, account } = await aDesk(storage);
    const ticket = await report('a');
    await desks.block(desk.id, RITA, NOW);

    await storage.people.members.forget(RITA.id);
    expect([await desks.ticket(ticket.id), await desks.blocked(desk.id)]).toEqual([null, []]);

    await storage.people.members.forget(account.personId);
    expect(await desks.find(desk.id)).toBeNull();
  });
});
