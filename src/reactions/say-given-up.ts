import { sayFailure, type FailureCode } from '../domain/actions/say-failure.js';

const SENTENCES: Readonly<Record<string, string>> = {
  threw: 'its code threw an error.',
  'too-slow': 'it did not end within its time limit.',
  'out-of-memory': 'it took too much memory.',
  'ended-itself': 'it ended its own process.',
  broken: 'its module cannot be loaded.',
  loop: 'it seems to answer what it causes itself.',
  'stopped-the-daemon': 'the daemon ended each time that it ran.',
  'too-many-calls': 'it made too many calls at a time.',
  'too-many-actions': 'one event made it do too much.',
};

/** Why nothing came of a run. What the code itself said stays in the log. */
export function sayGivenUp(code: string): string {
  return SENTENCES[code] ?? sayFailure(code as FailureCode);
}
