import { describe, expect, it } from '@jest/globals';
import { removeRule, setToggle, toggleState } from '../../../src/domain/edit-filter.js';
import { ANY_BOT, emptyFilter, filterOf, judge, type WatchFilter } from '../../../src/domain/watch-filter.js';

const FAILED = { type: 'pipeline-failed', topic: 'pipelines' } as const;
const TOPIC = { topic: 'pipelines', type: null } as const;

function isTold(
  filter: Partial<WatchFilter>,
  {
    passesBase = true,
    values = {},
  }: { passesBase?: boolean; values?: Parameters<typeof judge>[2]['values'] } = {},
): boolean {
  const subject = {
    passesBase,
    values,
    matches: ({ pattern }: { pattern: string }, value: string) => pattern === value,
  };
  return judge({ ...emptyFilter('team'), ...filter }, FAILED, subject) !== null;
}

describe('the toggles of a filter', () => {
  it('add to what the base tells and take away from it', () => {
    expect(isTold({})).toBe(true);
    expect(isTold({}, { passesBase: false })).toBe(false);
    expect(isTold({ on: [TOPIC] }, { passesBase: false })).toBe(true);
    expect(isTold({ off: [TOPIC] })).toBe(false);
    expect(isTold({ off: [{ topic: 'talk', type: null }] })).toBe(true);
  });

  it('of a kind of event count before those of its topic', () => {
    expect(isTold({ on: [FAILED], off: [TOPIC] }, { passesBase: false })).toBe(true);
    expect(isTold({ on: [TOPIC], off: [FAILED] })).toBe(false);
  });

  it('are in one state at a time', () => {
    const on = setToggle(emptyFilter('team'), TOPIC, 'on');
    const off = setToggle(on, TOPIC, 'off');

    expect([toggleState(on, TOPIC), toggleState(off, TOPIC), toggleState(off, FAILED)]).toEqual([
      'on',
      'off',
      'base',
    ]);
    expect(setToggle(off, TOPIC, 'base')).toEqual(emptyFilter('team'));
  });
});

describe('the rules of a filter', () => {
  const main = { field: 'branch', pattern: 'main' } as const;
  const next = { field: 'branch', pattern: 'next' } as const;
  const bug = { field: 'label', pattern: 'bug' } as const;

  it('of one field let through what meets any of them, of several what meets each', () => {
    expect(isTold({ include: [main, next] }, { values: { branch: ['next'] } })).toBe(true);
    expect(isTold({ include: [main] }, { values: { branch: ['next'] } })).toBe(false);
    expect(isTold({ include: [main, bug] }, { values: { branch: ['main'], label: [] } })).toBe(false);
    expect(isTold({ include: [main, bug] }, { values: { branch: ['main'], label: ['bug'] } })).toBe(true);
  });

  it('ask nothing of a subject that does not have the field', () => {
    expect(isTold({ include: [bug] }, { values: { branch: ['main'] } })).toBe(true);
    expect(isTold({ exclude: [bug] }, { values: {} })).toBe(true);
  });

  it('that exclude win over those that include, and over a toggle', () => {
    expect(isTold({ include: [main], exclude: [main] }, { values: { branch: ['main'] } })).toBe(false);
    expect(isTold({ on: [FAILED], exclude: [ANY_BOT] }, { values: { bots: ['*'] } })).toBe(false);
  });

  it('narrow down what is switched on, too', () => {
    const values = { branch: ['next'] };

    expect(isTold({ on: [TOPIC], include: [main] }, { passesBase: false, values })).toBe(false);
  });

  it('are removed one by one', () => {
    const filter = { ...emptyFilter('all'), include: [main, next], exclude: [main] };

    expect(removeRule(filter, 'include', main)).toEqual({ ...filter, include: [next] });
  });
});

describe('the filter of a watch', () => {
  it('is its own, or the one that says what its level says', () => {
    const own = { ...emptyFilter('all'), exclude: [ANY_BOT] };

    expect(filterOf({ level: 'custom', filter: own })).toBe(own);
    expect(filterOf({ level: 'team', filter: null })).toEqual(emptyFilter('team'));
    expect(filterOf({ level: 'muted', filter: null })).toEqual(emptyFilter('participating'));
  });
});
