/**
 * How the process ends, for scripts: sysexits.h where it has a word for it.
 * `done` also after Ctrl-C. `incomplete`: a single look that could not see everything.
 */
export const EXIT = {
  done: 0,
  usage: 2,
  noProject: 66,
  unreachable: 69,
  output: 74,
  incomplete: 75,
  token: 77,
  config: 78,
} as const;

/** Why it cannot go on, in one sentence, and how the process ends. */
export interface TailEnd {
  readonly code: (typeof EXIT)[keyof typeof EXIT];
  readonly sentence: string;
}
