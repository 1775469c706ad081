import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toggleNamed } from '../../../src/bot/filter-names.js';
import { PRESET_NAMES, PRESETS } from '../../../src/bot/filter-presets.js';
import { parseFilter, printFilter } from '../../../src/bot/filter-text.js';
import { LONGEST_PATTERN } from '../../../src/domain/edit-filter.js';
import { splitWords } from '../../../src/bot/quoted-words.js';
import { EVENTS } from '../../../src/events/index.js';
import { TOPICS } from '../../../src/domain/topic.js';
import { OPEN_LEVELS } from '../../../src/domain/watch.js';
import {
  ANY_BOT,
  emptyFilter,
  FILTER_FIELDS,
  type FilterRule,
  type Toggle,
  type WatchFilter,
} from '../../../src/domain/watch-filter.js';

const parse = (line: string) => parseFilter(splitWords(line), 'participating');

const aToggle = fc
  .constantFrom(...TOPICS, ...EVENTS.map(({ type }) => type))
  .map((name): Toggle => toggleNamed(name) ?? { topic: 'talk', type: null });

const aPattern = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: LONGEST_PATTERN / 2 })
  .map((text) => text.replace(/[*“”„«»]/g, '').slice(0, LONGEST_PATTERN))
  .filter((text) => text.trim() !== '');

const aRule: fc.Arbitrary<FilterRule> = fc
  .record({ field: fc.constantFrom(...FILTER_FIELDS), pattern: aPattern })
  .map((rule) => (rule.field === 'bots' ? ANY_BOT : rule));

const someRules = fc.uniqueArray(aRule, { maxLength: 10, selector: (rule) => JSON.stringify(rule) });

const aFilter: fc.Arbitrary<WatchFilter> = fc
  .record({
    base: fc.constantFrom(...OPEN_LEVELS),
    toggles: fc.uniqueArray(fc.tuple(aToggle, fc.boolean()), {
      selector: ([toggle]) => JSON.stringify(toggle),
    }),
    include: someRules,
    exclude: someRules,
  })
  .map(({ base, toggles, include, exclude }) => ({
    base,
    on: toggles.filter(([, isOn]) => isOn).map(([toggle]) => toggle),
    off: toggles.filter(([, isOn]) => !isOn).map(([toggle]) => toggle),
    include,
    exclude,
  }));

describe('a filter as one line', () => {
  it('reads as it was written', () => {
    fc.assert(fc.property(aFilter, (filter) => expect(parse(printFilter(filter))).toEqual(filter)));
  });

  it('never breaks on what people type', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (line) => {
        const parsed = parse(line);
        if (!('fault' in parsed)) expect(parse(printFilter(parsed))).toEqual(parsed);
      }),
    );
  });

  it('says base, toggles and rules', () => {
    const line =
      'base:team +issues -pipeline-started only branch:main,release/* not author:renovate[bot] not bots';

    expect(parse(line)).toEqual({
      base: 'team',
      on: [{ topic: 'issues', type: null }],
      off: [{ topic: 'pipelines', type: 'pipeline-started' }],
      include: [
        { field: 'branch', pattern: 'main' },
        { field: 'branch', pattern: 'release/*' },
      ],
      exclude: [{ field: 'author', pattern: 'renovate[bot]' }, ANY_BOT],
    });
  });

  it('takes spaces and commas within quotes, straight or typographic', () => {
    const rules = [
      { field: 'workflow', pattern: 'Build, test' },
      { field: 'workflow', pattern: 'lint' },
    ];

    expect(parse('only workflow:"Build, test",lint')).toMatchObject({ include: rules });
    expect(parse('ONLY Workflow:“Build, test”,lint')).toMatchObject({ include: rules });
  });

  it('takes a colon in a value, and several rules behind one word', () => {
    expect(parse('not label:type::bug author:bob')).toMatchObject({
      exclude: [
        { field: 'label', pattern: 'type::bug' },
        { field: 'author', pattern: 'bob' },
      ],
    });
  });

  it('is the whole filter: the last word on a toggle counts, and the same rule twice is one', () => {
    expect(parse('+talk -talk only label:a,a')).toEqual({
      ...emptyFilter('participating'),
      off: [{ topic: 'talk', type: null }],
      include: [{ field: 'label', pattern: 'a' }],
    });
  });

  it.each([
    ['hello', 'word', 'hello'],
    ['branch:main', 'word', 'branch:main'],
    ['base:everything', 'base', 'base:everything'],
    ['base', 'base', 'base'],
    ['+nothing', 'toggle', '+nothing'],
    ['-', 'toggle', '-'],
    ['only colour:red', 'field', 'colour:red'],
    ['only __proto__:x', 'field', '__proto__:x'],
    ['not branch', 'no-pattern', 'branch'],
    ['not branch:', 'no-pattern', 'branch:'],
    ['not bots:renovate', 'bots-pattern', 'bots:renovate'],
    [`only label:${'x'.repeat(101)}`, 'long-pattern', `label:${'x'.repeat(101)}`],
    ['only label:a*b*c*', 'many-stars', 'label:a*b*c*'],
    [`only label:${Array.from({ length: 21 }, (_, index) => index).join(',')}`, 'many-rules', null],
    ['base:all not', 'nothing-after', 'not'],
  ])('%s: the fault is %s', (line, fault, word) => {
    expect(parse(line)).toEqual({ fault, word: word ?? expect.any(String) });
  });
});

describe('a preset', () => {
  it.each(PRESET_NAMES)('%s can be typed as a line, too', (name) => {
    const filter = PRESETS[name](emptyFilter('team'));

    expect(parse(printFilter(filter))).toEqual(filter);
  });

  it('without bots keeps what was there, and is there once', () => {
    const once = PRESETS['no-bots']({ ...emptyFilter('all'), on: [{ topic: 'talk', type: null }] });

    expect(once).toMatchObject({ base: 'all', on: [{ topic: 'talk', type: null }], exclude: [ANY_BOT] });
    expect(PRESETS['no-bots'](once)).toEqual(once);
  });
});
