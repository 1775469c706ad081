import type { ForgeKind } from '../domain/forge.js';

/** Who asks: people's commands may use what polls must leave, and polls what the operator's own code must leave. */
export type Priority = 'reaction' | 'poll' | 'person';

/** What the daemon allows itself, however much more a forge would allow. `Infinity` lifts a limit. */
export interface RequestBudget {
  /** Polls with one token, sustained. */
  readonly pollsPerMinute: number;
  /** A person's own commands with one token, sustained: they never queue behind polls. */
  readonly commandsPerMinute: number;
  /** Polls that one token may make at once after a quiet time; `commandBurst` likewise of commands. */
  readonly pollBurst: number;
  readonly commandBurst: number;
  /** The operator's own code with one token, all of its modules together: of neither polls nor commands. */
  readonly reactionsPerMinute: number;
  readonly reactionBurst: number;
  /** What a token that was not used before starts with, instead of a full burst: restarts make no wave. */
  readonly firstPolls: number;
  /** Polls at one instance, over all tokens and processes. */
  readonly forgePerSecond: number;
  /** Requests under way at one instance, over all tokens and processes. */
  readonly forgeConcurrency: number;
}

/**
 * GitLab.com allows 2,000 requests a minute for each user and for each address, a self-managed instance 7,200 an hour
 * where its limits are on. https://docs.gitlab.com/user/gitlab_com/rate_limits/
 *
 * GitHub allows 5,000 an hour for each user, and 100 at the same time; an unchanged answer is not charged, and is given
 * back to the budget. So its first polls may be many: all that a person hears of in 20 repositories is first seen within
 * the first minute, at any level, and after a restart that costs nothing. It allows 900 reads a minute.
 * https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api
 */
export const REQUEST_BUDGETS: Readonly<Record<ForgeKind, RequestBudget>> = {
  gitlab: {
    pollsPerMinute: 60,
    commandsPerMinute: 60,
    pollBurst: 20,
    commandBurst: 60,
    reactionsPerMinute: 60,
    reactionBurst: 60,
    firstPolls: 5,
    forgePerSecond: 10,
    forgeConcurrency: 32,
  },
  github: {
    pollsPerMinute: 80,
    commandsPerMinute: 60,
    pollBurst: 240,
    commandBurst: 60,
    reactionsPerMinute: 60,
    reactionBurst: 60,
    firstPolls: 240,
    forgePerSecond: 10,
    forgeConcurrency: 32,
  },
};

/** Share of the server's own limit that each leaves to whoever comes before it: a fifth is for people's commands alone. */
export const RESERVES: Readonly<Record<Priority, number>> = { person: 0, poll: 0.2, reaction: 0.5 };
