import { readFile } from 'node:fs/promises';
import { describe, expect, it } from '@jest/globals';
import type { FailureCode } from '../../../src/domain/actions/say-failure.js';
import { EVENT_NAMES } from '../../../src/reactions/event-names.js';

const page = await readFile('docs/reactions.md', 'utf8');

/** What a call can reject with; false: none of the calls of a module comes to that. */
const CODES: Readonly<Record<FailureCode, boolean>> = {
  role: true,
  archived: true,
  scope: true,
  'workflow-scope': true,
  'own-work': true,
  'head-moved': true,
  retargeted: true,
  state: true,
  'already-done': false,
  'nothing-to-do': true,
  'up-to-date': true,
  'too-old': true,
  draft: true,
  conflict: true,
  behind: true,
  'checks-pending': true,
  'checks-failed': true,
  'needs-approval': true,
  'threads-open': true,
  'protected-branch': true,
  'not-mergeable': true,
  locked: true,
  'merge-queue': true,
  'merge-train': true,
  'no-ref': true,
  'no-pipeline': true,
  'no-variables': true,
  'not-reviewer': true,
  'waits-no-more': false,
  'too-large': false,
  unsupported: true,
  invalid: true,
  'token-refused': true,
  forbidden: true,
  'not-found': true,
  'rate-limited': true,
  unavailable: true,
  'bad-reply': true,
  redirected: true,
  untrusted: true,
  'no-file': false,
  busy: true,
  unsure: true,
};
/** Of the reactions themselves. */
const OWN_CODES = ['too-many-calls', 'too-many-actions', 'stopped', 'defect'];

describe('the page about reactions', () => {
  it('names each event', () => {
    const rows = page.split('\n').filter((line) => line.startsWith('| `'));
    const isNamed = (name: string): boolean => {
      const [noun = '', verb = ''] = name.split('.');
      return rows.some(
        (row) =>
          row.includes(`\`${name}\``) || (row.startsWith(`| \`${noun}\` |`) && row.includes(`\`${verb}\``)),
      );
    };

    expect(Object.values(EVENT_NAMES).filter((name) => !isNamed(name))).toEqual([]);
  });

  it('names each code that a call rejects with', () => {
    const section = page.slice(page.indexOf('A call that fails'), page.indexOf('## What is promised'));
    const possible = (Object.keys(CODES) as FailureCode[]).filter((code) => CODES[code]);

    expect([...possible, ...OWN_CODES].filter((code) => !section.includes(`\`${code}\``))).toEqual([]);
  });
});
