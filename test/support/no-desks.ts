import type { DeskStore } from '../../src/domain/ports/desk-store.js';

const none = (): Promise<readonly never[]> => Promise.resolve([]);
const nobody = (): Promise<null> => Promise.resolve(null);
const nothing = (): Promise<void> => Promise.resolve();
const wrong = (): Promise<never> => Promise.reject(new Error('There is no desk here.'));

/** A bot whose chats have no desks; what desks do is tested on a real database. */
export const noDesks: DeskStore = {
  put: wrong,
  find: nobody,
  ofChat: nobody,
  ofOwner: none,
  openToAll: none,
  change: nothing,
  remove: nothing,
  pause: none,
  resume: none,
  leave: none,
  comeBack: nobody,
  block: wrong,
  unblock: () => Promise.resolve(false),
  blocked: none,
  isBlocked: () => Promise.resolve(false),
  reporters: none,
  open: wrong,
  ticket: nobody,
  ticketOfRequest: nobody,
  ticketOfMessage: nobody,
  ticketOfTopic: nobody,
  ticketsOf: () => Promise.resolve({ tickets: [], hasMore: false }),
  countSince: () => Promise.resolve(0),
  rewrite: nothing,
  noteState: nothing,
};
