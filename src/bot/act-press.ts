import { actAction, LOOK } from '../domain/actions/act-button.js';
import type { PressDecoder } from './filter-press.js';
import {
  encodeTimelinePress,
  isTimelinePress,
  TIMELINE_DECODERS,
  type TimelinePress,
} from './timeline-press.js';
import { encodeTicketPress, isTicketPress, TICKET_DECODERS, type TicketPress } from './ticket-press.js';

/** Presses that act on a forge, or show what was done, by whomever. */
export type ActPress =
  /** On news: what it is done to is what the message told. `more`: whatever can be done. */
  | { readonly kind: 'act'; readonly action: string }
  | { readonly kind: 'look' }
  /** What was done before that record. */
  | { readonly kind: 'history'; readonly before: string }
  | TimelinePress
  | TicketPress;

export function encodeActPress(press: ActPress): string {
  if (isTimelinePress(press)) return encodeTimelinePress(press);
  if (isTicketPress(press)) return encodeTicketPress(press);
  switch (press.kind) {
    case 'act':
      return actAction(press.action);
    case 'look':
      return actAction(LOOK);
    case 'history':
      return `h:${press.before}`;
  }
}

export const ACT_DECODERS: Readonly<Record<string, PressDecoder<ActPress>>> = {
  x: (action, more) => {
    if (more !== undefined || !/^[a-z-]{2,24}$/.test(action)) return null;
    return action === LOOK ? { kind: 'look' } : { kind: 'act', action };
  },
  ...TIMELINE_DECODERS,
  ...TICKET_DECODERS,
  h: (before) => (/^\d{1,19}$/.test(before) ? { kind: 'history', before } : null),
};

export function isActPress(press: { readonly kind: string }): press is ActPress {
  const isOwn = press.kind === 'act' || press.kind === 'look' || press.kind === 'history';
  return isOwn || isTimelinePress(press) || isTicketPress(press);
}
