import { describe, expect, it } from '@jest/globals';
import { EVENTS } from '../../../src/events/index.js';
import { readFilter, readPageEnd, writePageEnd } from '../../../src/web/read-query.js';

const read = (query: Readonly<Record<string, string>>) => readFilter((name) => query[name], EVENTS);

const EVERYTHING = { projectPath: null, types: null, actor: null, branches: null, from: null, to: null };

describe('a filter in an address', () => {
  it('is none where nothing is said', () => {
    expect(read({ project: '', person: ' ' })).toEqual({ filter: EVERYTHING, faults: [] });
  });

  it.each([
    [{ project: 'acme/shop' }, { projectPath: 'acme/shop' }],
    [{ person: '@Bob' }, { actor: 'bob' }],
    [{ branch: 'release/1.x' }, { branches: ['release/1.x'] }],
    [{ branch: 'main  next, a,b main' }, { branches: ['main', 'next', 'a,b'] }],
    [{ topic: 'tags' }, { types: ['tag-created', 'tag-moved'] }],
    [{ topic: 'tags', type: 'pipeline-failed' }, { types: ['pipeline-failed'] }],
    [
      { from: '2026-03-04', to: '2026-03-04' },
      { from: new Date('2026-03-04T00:00:00Z'), to: new Date('2026-03-05T00:00:00Z') },
    ],
    [{ to: '2026-03-04T12:00:00+02:00' }, { to: new Date('2026-03-04T10:00:00Z') }],
    // A plus that nobody encoded.
    [{ to: '2026-03-04T12:00:00 02:00' }, { to: new Date('2026-03-04T10:00:00Z') }],
    [{ from: '2026-03-04T12:00:00.123Z' }, { from: new Date('2026-03-04T12:00:00.123Z') }],
  ])('reads %j', (query, expected) => {
    expect(read(query)).toEqual({ filter: { ...EVERYTHING, ...expected }, faults: [] });
  });

  it.each([
    ['topic', 'pipes'],
    ['type', 'pipeline-faild'],
    ['from', 'never'],
    ['to', '2026-13-01'],
    ['to', '2026-02-30'],
    ['from', '2026-02-30T12:00:00Z'],
    ['from', '2026-03-04T12:00:00'],
    ['from', '2026-03-04 (Wednesday)'],
    ['branch', 'x'.repeat(301)],
    ['branch', 'ma\0in'],
    ['branch', Array.from({ length: 21 }, (_, index) => index).join(' ')],
    ['from', '-100000-01-01T00:00:00Z'],
    ['to', '+275760-09-13T00:00:00Z'],
  ])('says that %s is not understood: %.20s', (name, value) => {
    expect(read({ [name]: value }).faults).toEqual([name]);
  });
});

describe('the end of a page in an address', () => {
  const end = { at: new Date('2026-03-04T10:00:00Z'), position: '4711' };

  it('is read as it was written', () => {
    expect(readPageEnd(writePageEnd(end))).toEqual(end);
  });

  it.each([undefined, '', '~', 'never~1', '2026-03-04T10:00:00Z~x', '-200000-01-01T00:00:00.000Z~1'])(
    'is none where nobody wrote %s',
    (text) => {
      expect(readPageEnd(text)).toBeNull();
    },
  );
});
