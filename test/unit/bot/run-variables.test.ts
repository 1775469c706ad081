import { describe, expect, it } from '@jest/globals';
import type { RunInput } from '../../../src/domain/ports/forge-actions.js';
import {
  isSecret,
  missing,
  parseRunCommand,
  parseVariables,
  setAll,
  untaken,
} from '../../../src/bot/new-run/variables.js';

describe('the line after /run', () => {
  it.each<[string, readonly string[], Readonly<Record<string, string>>]>([
    ['', [], {}],
    ['group/app', ['group/app'], {}],
    ['group/app main KEY=value', ['group/app', 'main'], { KEY: 'value' }],
    ['group/app KEY="two words" main', ['group/app', 'main'], { KEY: 'two words' }],
    ['group/app main KEY=“two words”', ['group/app', 'main'], { KEY: 'two words' }],
    ['owner/repo deploy@main dry-run=true', ['owner/repo', 'deploy@main'], { 'dry-run': 'true' }],
    ['owner/repo "Deploy to live@v1.0"', ['owner/repo', 'Deploy to live@v1.0'], {}],
    ['A=1 A=2 B==', [], { A: '2', B: '=' }],
    ['A= __proto__=x', [], JSON.parse('{"A":"","__proto__":"x"}') as Record<string, string>],
    ['1A=x', ['1A=x'], {}],
    ['KEY=say "a b"', ['a b'], { KEY: 'say' }],
  ])('%j names words and variables', (line, words, variables) => {
    const parsed = parseRunCommand(line);

    expect(parsed.words).toEqual(words);
    expect(parsed.variables).toEqual(Object.entries(variables).map(([name, value]) => ({ name, value })));
  });
});

describe('a reply with variables', () => {
  it.each<[string, readonly (readonly [string, string])[] | null]>([
    ['KEY=value', [['KEY', 'value']]],
    [' KEY = two words ', [['KEY', 'two words']]],
    ['KEY="two words"', [['KEY', 'two words']]],
    [
      'A=1\n\nB=2',
      [
        ['A', '1'],
        ['B', '2'],
      ],
    ],
    ['KEY=first line\nsecond line', [['KEY', 'first line\nsecond line']]],
    ['KEY=', [['KEY', '']]],
    ['hello', null],
    ['two words=value', null],
    ['=value', null],
    ['', null],
  ])('%j is read as %j', (text, pairs) => {
    expect(parseVariables(text)).toEqual(pairs?.map(([name, value]) => ({ name, value })) ?? null);
  });
});

it.each([
  ['DEPLOY_TOKEN', 'x', true],
  ['apiKey', 'x', true],
  ['DB_PASSWORD', 'x', true],
  ['client-secret', 'x', true],
  ['TARGET', 'x', false],
  ['TARGET', 'https://me:glpat-0123456789abcdefghij@example.com', true],
])('%s=%s is a secret: %s', (name, value, is) => {
  expect(isSecret({ name, value })).toBe(is);
});

it('a variable that is set again keeps its place', () => {
  const before = [
    { name: 'A', value: '1' },
    { name: 'B', value: '2' },
  ];

  expect(setAll(before, [{ name: 'A', value: '3' }])).toEqual([
    { name: 'A', value: '3' },
    { name: 'B', value: '2' },
  ]);
});

describe('the inputs of a workflow', () => {
  const input = (name: string, more: Partial<RunInput> = {}): RunInput => ({
    name,
    description: null,
    isRequired: false,
    default: null,
    choices: null,
    ...more,
  });
  const inputs = [
    input('target', { isRequired: true, choices: ['staging', 'live'] }),
    input('count', { isRequired: true, default: '3' }),
    input('note'),
  ];

  it('are missing where they are required, have no default, and are not given', () => {
    expect(missing(inputs, [])).toEqual(['target']);
    expect(missing(inputs, [{ name: 'target', value: '' }])).toEqual(['target']);
    expect(missing(inputs, [{ name: 'target', value: 'live' }])).toEqual([]);
  });

  it('take no other names, and no other values than those to choose from', () => {
    const given = [
      { name: 'target', value: 'mars' },
      { name: 'note', value: 'anything' },
      { name: 'other', value: '1' },
    ];

    expect(untaken(inputs, given)).toEqual(['target', 'other']);
  });
});
