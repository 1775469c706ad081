import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { decodePress, encodePress, type Press } from '../../../src/bot/callback-data.js';
import { nameOf, TOGGLES } from '../../../src/bot/filter-names.js';

const UUID = '0b6e1f0e-7d0c-4c8a-9c1b-2f7a8a3f1d11';

const PRESSES: readonly Press[] = [
  { kind: 'pending', id: UUID, choice: 999 },
  { kind: 'run', command: 'accounts' },
  { kind: 'watches', page: 12, purpose: 'open' },
  { kind: 'watches', page: 999, purpose: 'pipelines' },
  { kind: 'log', watchId: UUID },
  { kind: 'job-log', watchId: UUID, jobId: '9'.repeat(20) },
  { kind: 'watch-open', watchId: UUID },
  { kind: 'watch-level', watchId: UUID, level: 'participating' },
  { kind: 'watch-mute', watchId: UUID, minutes: 10_080 },
  { kind: 'watch-remove', watchId: UUID, isListed: false },
  { kind: 'watch-remove', watchId: UUID, isListed: true },
  { kind: 'pick-account', accountId: '42', level: 'team' },
  { kind: 'pick-account', accountId: UUID, level: null },
  { kind: 'pick-account', accountId: UUID, level: 'watches' },
  { kind: 'account-remove', accountId: UUID },
  { kind: 'link-forge', forge: 'aB3-_aB3-_aB' },
  { kind: 'people', page: 12 },
  { kind: 'iam-stop', chatId: null },
  { kind: 'iam-stop', chatId: '-1001234567890' },
  { kind: 'invites' },
  { kind: 'help-topic', topic: 'operators' },
  ...(['admit', 'deny', 'person', 'person-revoke'] as const).map((kind) => ({
    kind,
    personId: '9'.repeat(20),
  })),
  ...(['invite', 'invite-door', 'invite-end'] as const).map((kind) => ({ kind, code: 'aB3-_aB3-_aB3-_a' })),
  { kind: 'filter-open', watchId: UUID },
  { kind: 'filter-base', watchId: UUID, base: 'participating' },
  { kind: 'filter-preset', watchId: UUID, preset: 'broken-and-fixed' },
  { kind: 'filter-toggles', watchId: UUID, page: 12 },
  { kind: 'filter-toggle', watchId: UUID, name: 'a'.repeat(37) },
  { kind: 'filter-drop', watchId: UUID, digest: 'aB3-_aB3-_aB' },
  { kind: 'filter-fields', watchId: UUID, list: 'exclude' },
  { kind: 'filter-values', watchId: UUID, list: 'include', field: 'environment', page: 999 },
  { kind: 'filter-value', watchId: UUID, list: 'exclude', field: 'environment', digest: 'aB3-_aB3-_aB' },
  { kind: 'event-off-one', watchId: UUID, type: 'a'.repeat(37) },
  {
    kind: 'timeline',
    watchId: UUID,
    before: { at: new Date('2036-01-02T03:04:05.678Z'), position: '9'.repeat(18) },
  },
  { kind: 'stats', watchId: UUID, theme: null },
  { kind: 'stats', watchId: UUID, theme: 'light' },
  { kind: 'sign-out' },
  { kind: 'quiet-set', preset: 'weekdays' },
  { kind: 'digest-set', preset: 'morning' },
  { kind: 'remind-set', hours: 48 },
  { kind: 'quiet-set', preset: 'off' },
  { kind: 'quiet-urgent', passes: true },
  { kind: 'zone-set', zone: 'America/Argentina/ComodRivadavia' },
  { kind: 'ticket', ticketId: UUID, deed: 'reopen' },
  { kind: 'tickets', page: 999, personId: '5000000001' },
  { kind: 'event-off', watchId: UUID, type: 'merge-request-new-commits' },
];

describe('callback data', () => {
  it('has room for the name of every kind of event', () => {
    for (const toggle of TOGGLES) {
      const press = { kind: 'filter-toggle', watchId: UUID, name: nameOf(toggle) } as const;
      const off = { kind: 'event-off', watchId: UUID, type: nameOf(toggle) } as const;

      expect(decodePress(encodePress(press))).toEqual(press);
      expect(decodePress(encodePress(off))).toEqual(off);
      expect(Buffer.byteLength(encodePress(press))).toBeLessThanOrEqual(64);
    }
  });

  it.each(PRESSES.map((press) => [press.kind, press] as const))('carries %s within 64 bytes', (_, press) => {
    const data = encodePress(press);

    expect(Buffer.byteLength(data)).toBeLessThanOrEqual(64);
    expect(decodePress(data)).toEqual(press);
  });

  it.each([
    '',
    'x',
    ':',
    'v1',
    'v1:',
    'v1:id',
    'v1:id:',
    'v1:id:x',
    'v1:id:1:2',
    'v1:id:-1',
    'v1:i d:1',
    'r:rm',
    'r:',
    's:1:everything',
    'm:1:61',
    'm:1:',
    'l:-1',
    'l:1e3',
    `o:${'a'.repeat(41)}`,
    "o:1' OR 1=1",
    `fb:${UUID}:muted`,
    `fp:${UUID}:everything`,
    `ft:${UUID}:pipelines`,
    'ft:~AAAAAAAAAAAAAAAAAAAAAB:pipelines',
    `ft:~short:pipelines`,
    'e:watch-1:rm -rf',
    `fd:${UUID}:`,
    `fn:${UUID}:both`,
    'fw:watch-1:include.colour.0',
    'fw:watch-1:include.label.00',
    'fw:watch-1:both.label.0',
    'fv:watch-1:include.label.',
    'fv:watch-1:include.label.a.b',
    'fv:~short:include.label.a',
    'eo:watch-1:rm -rf',
    'qh:toString',
    'qu:maybe',
    'tz:../x y',
    '__proto__:a',
    'constructor:a',
    'toString:x',
  ])('refuses "%s"', (data) => {
    expect(decodePress(data)).toBeNull();
  });

  it('never breaks on what a changed client sends', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (data) => {
        const press = decodePress(data);
        if (press !== null) expect(encodePress(press)).toBe(data.replace(/(?<=:)0+(?=\d)/, ''));
      }),
    );
  });
});
