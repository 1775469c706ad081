import type { Ticket } from '../../src/domain/ticket.js';
import { JUST_OPENED } from '../../src/domain/ticket.js';

export function aTicket(over: Partial<Ticket> = {}): Ticket {
  return {
    id: 'ticket-1',
    deskId: 'desk-1',
    projectId: '1',
    projectPath: 'group/app',
    forgeKind: 'gitlab',
    number: '5',
    url: 'https://gitlab.example.com/group/app/-/issues/5',
    title: 'It is broken',
    written: null,
    reporter: { id: '300', name: 'Rita' },
    chatKey: '-1001',
    seen: { ...JUST_OPENED, updatedAt: '2026-03-02T10:00:00.000Z' },
    isResting: false,
    createdAt: new Date('2026-03-02T10:00:00Z'),
    ...over,
  };
}
