import { describe, expect, it } from '@jest/globals';
import { readInputs } from '../../../../src/forges/github/actions/workflow-inputs.js';

const DEPLOY = `
name: Deploy
on:
  push: { branches: [main] }
  workflow_dispatch:
    inputs:
      target:
        description: Where to
        required: true
        default: staging
        type: choice
        options: [staging, production, 3]
      dry-run: { type: boolean, default: true }
      replicas: { type: number, default: 2 }
      place: { type: environment, required: true }
      note:
`;

const PLAIN = { description: null, isRequired: false, default: null, choices: null };

describe('what a workflow is run with', () => {
  it('is declared in its file, in this order', () => {
    expect(readInputs(DEPLOY)).toEqual([
      {
        name: 'target',
        description: 'Where to',
        isRequired: true,
        default: 'staging',
        choices: ['staging', 'production', '3'],
      },
      { ...PLAIN, name: 'dry-run', default: 'true', choices: ['true', 'false'] },
      { ...PLAIN, name: 'replicas', default: '2' },
      { ...PLAIN, name: 'place', isRequired: true },
      { ...PLAIN, name: 'note' },
    ]);
  });

  it.each([
    ['a word', 'on: workflow_dispatch'],
    ['a list', 'on: [push, workflow_dispatch]'],
    ['a table', 'on:\n  workflow_dispatch:'],
    ['a table without inputs', 'on:\n  workflow_dispatch: {}'],
    ['a quoted key', '"on": workflow_dispatch'],
  ])('is nothing where the trigger is %s', (_what, text) => {
    expect(readInputs(text)).toEqual([]);
  });

  it.each([
    ['is run by a push only', 'on: push'],
    ['is called by others only', 'on:\n  workflow_call:\n    inputs: { a: {} }'],
    ['has no trigger', 'name: x'],
    ['is empty', ''],
    ['is no YAML', 'on: [workflow_dispatch'],
    ['is a list', '- on: workflow_dispatch'],
    ['declares inputs that are none', 'on: { workflow_dispatch: { inputs: [a, b] } }'],
    ['names the trigger only in a prototype', 'on: { __proto__: { workflow_dispatch: null } }'],
  ])('cannot be told of a file that %s', (_what, text) => {
    expect(readInputs(text)).toBeNull();
  });

  it('is read where parts of it are odd', () => {
    const text = 'on: { workflow_dispatch: { inputs: { a: { required: maybe, type: [x], options: y } } } }';

    expect(readInputs(text)).toEqual([{ ...PLAIN, name: 'a' }]);
  });

  it('may be written with anchors, but not with those that burst', () => {
    const shared = 'x: &a { type: choice, options: [1] }\non: { workflow_dispatch: { inputs: { a: *a } } }';
    const levels = Array.from(
      { length: 9 },
      (_, n) => `l${n + 1}: &l${n + 1} [${Array(10).fill(`*l${n}`).join()}]`,
    );
    const bomb = ['l0: &l0 [x]', ...levels, 'on: workflow_dispatch'].join('\n');

    expect(readInputs(shared)).toEqual([{ ...PLAIN, name: 'a', choices: ['1'] }]);
    expect(readInputs(bomb)).toBeNull();
  });

  it('is no more than GitHub takes', () => {
    const inputs = Array.from({ length: 400 }, (_, n) => `i${n}: {}`).join(', ');

    expect(readInputs(`on: { workflow_dispatch: { inputs: { ${inputs} } } }`)).toHaveLength(25);
  });
});
