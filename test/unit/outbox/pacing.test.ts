import { describe, expect, it } from '@jest/globals';
import { createPacing, TELEGRAM_PACE } from '../../../src/outbox/pacing.js';
import { NOON } from '../../support/builders.js';

function later(milliseconds: number): Date {
  return new Date(NOON.getTime() + milliseconds);
}

/** Writes as often as the pacing lets it, for a minute. */
function messagesInAMinute(kind: 'private' | 'group'): number {
  const pacing = createPacing();
  let now = NOON;
  let sent = 0;
  while (now.getTime() < NOON.getTime() + 60_000) {
    const ready = pacing.readyAt('1', kind, now);
    if (ready > now) {
      now = ready;
      continue;
    }
    pacing.spend('1', kind, now, 1);
    sent += 1;
  }
  return sent;
}

describe('pacing', () => {
  it('lets a chat that was quiet be written to at once', () => {
    expect(createPacing().readyAt('1', 'private', NOON)).toEqual(NOON);
  });

  it('keeps a group under twenty messages in any minute', () => {
    expect(messagesInAMinute('group')).toBeLessThanOrEqual(20);
  });

  it('keeps a private chat at about one message a second', () => {
    expect(messagesInAMinute('private')).toBeLessThanOrEqual(60 + TELEGRAM_PACE.private.burst);
  });

  it('paces each chat on its own', () => {
    const pacing = createPacing();
    pacing.spend('1', 'group', NOON, 5);

    expect(pacing.readyAt('2', 'group', NOON)).toEqual(NOON);
    expect(pacing.readyAt('1', 'group', NOON) > NOON).toBe(true);
  });

  it('does not let a clock that jumps back save up a burst', () => {
    const pacing = createPacing();
    pacing.spend('1', 'private', later(3_600_000), 1);
    pacing.spend('1', 'private', NOON, 1);

    expect(pacing.readyAt('1', 'private', NOON) > NOON).toBe(true);
  });
});
