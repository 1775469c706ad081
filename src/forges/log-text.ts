import { stripVTControlCharacters } from 'node:util';
import type { Secret } from '../domain/secret.js';
import { withoutTokens } from '../domain/token-forms.js';

const MAX_LINES = 30;
const MAX_CHARACTERS = 3_000;

/** https://docs.gitlab.com/ci/jobs/job_logs/#custom-collapsible-sections */
const SECTIONS = /section_(?:start|end):\d+:[\w.-]+(?:\[[^\]\n]*\])?\r?/g;
/** GitLab's runner: `2026-03-02T12:00:00.123456Z 00O `; GitHub's: `2026-03-02T12:00:00.1234567Z `. */
const TIMES = /^\ufeff?\d{4}-\d\d-\d\dT[\d:.]+Z (?:\d\d[OE][+ ]?)?/;
/** https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions */
const COMMANDS = /^##\[(group|endgroup|command|debug|section|error|warning|notice)\]/;
const SPOKEN: ReadonlySet<string> = new Set(['error', 'warning', 'notice']);
/** `https://user:password@host`. */
const CREDENTIALS = /(:\/\/)[^\s/@:]+:[^\s/@]+@/g;

/** The last lines of a job's log as a person would see them on the forge's page, free of tokens. */
export function toLogEnd(raw: string, secret: Secret): string {
  const lines = stripVTControlCharacters(raw)
    .replace(SECTIONS, '')
    .split(/\r*\n/)
    .map((row) => toLine(row))
    .filter((row, index, rows) => row !== '' || (rows[index - 1] ?? '') !== '');
  const clean = redacted(lines.join('\n').trim(), secret);
  const end = clean.split('\n').slice(-MAX_LINES).join('\n');
  return end.length <= MAX_CHARACTERS ? end : `…${end.slice(1 - MAX_CHARACTERS)}`;
}

/** Of a line that was written over and over, such as progress, what stood there last. */
function toLine(row: string): string {
  const last = row.split('\r').findLast((part) => part.trim() !== '') ?? '';
  return last
    .replace(TIMES, '')
    .replace(COMMANDS, (_, word: string) => (SPOKEN.has(word) ? `${word}: ` : ''))
    .trimEnd();
}

/** A job can print whatever it was given; what the forge masked stays masked. */
function redacted(text: string, secret: Secret): string {
  const token = secret.reveal();
  const own = token === '' ? text : text.replaceAll(token, '[secret]');
  return withoutTokens(own).replace(CREDENTIALS, '$1[secret]@');
}
