import type { FailureCode } from '../domain/actions/say-failure.js';

/** How the process ends, for scripts: sysexits.h where it has a word for it. */
export const EXIT = {
  done: 0,
  usage: 2,
  /** The forge, or the guard before it, says no: another state, another head commit, gates that are shut. */
  refused: 3,
  invalid: 65,
  notFound: 66,
  unreachable: 69,
  /** It may go another time, or it is not known whether it went. */
  later: 75,
  forbidden: 77,
} as const;

export type ExitCode = (typeof EXIT)[keyof typeof EXIT];

const CODES: Readonly<Partial<Record<FailureCode, ExitCode>>> = {
  'already-done': EXIT.done,
  invalid: EXIT.invalid,
  'not-found': EXIT.notFound,
  unavailable: EXIT.unreachable,
  'bad-reply': EXIT.unreachable,
  redirected: EXIT.unreachable,
  untrusted: EXIT.unreachable,
  'rate-limited': EXIT.later,
  busy: EXIT.later,
  unsure: EXIT.later,
  'token-refused': EXIT.forbidden,
  forbidden: EXIT.forbidden,
  role: EXIT.forbidden,
  scope: EXIT.forbidden,
  'protected-branch': EXIT.forbidden,
};

export function exitCodeOf(code: FailureCode): ExitCode {
  return CODES[code] ?? EXIT.refused;
}
