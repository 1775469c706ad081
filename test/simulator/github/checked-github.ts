import { Octokit } from '@octokit/rest';
import { ScriptedClock } from '../core/clock.js';
import type { GithubLimits } from './http/rate-limit.js';
import { type GithubContract, loadGithubContract } from './openapi.js';
import { type GithubSimulator, startGithub } from './start-github.js';

export interface CheckedGithub extends GithubSimulator {
  readonly clock: ScriptedClock;
  /** What a reply has broken of the published description so far. */
  readonly violations: string[];
  /** Operations answered so far, each with its statuses: `GET /user 200`. */
  readonly answered: Set<string>;
  octokitOf(token: string): Octokit;
  /** A bare request, redirects not followed. */
  request(path: string, token: string, init?: RequestInit): Promise<Response>;
}

/** A simulator each of whose replies is held to GitHub's own description, where that is to be had. */
export async function startCheckedGithub(limits: GithubLimits = {}): Promise<CheckedGithub> {
  const contract: GithubContract | null = loadGithubContract();
  const clock = new ScriptedClock();
  const violations: string[] = [];
  const answered = new Set<string>();
  const simulator = await startGithub({
    clock: clock.now,
    limits,
    observe: (exchange) => {
      // The library that answers it holds it to GitHub's own schema.
      if (exchange.url === '/api/graphql') return;
      violations.push(...(contract?.checkReply(exchange) ?? []));
      answered.add(`${contract?.operationName(exchange.method, exchange.url) ?? ''} ${exchange.status}`);
    },
  });
  const baseUrl = `${simulator.url}/api/v3`;
  return {
    ...simulator,
    clock,
    violations,
    answered,
    octokitOf: (auth) => new Octokit({ auth, baseUrl, log: quietLog() }),
    request: (path, token, init = {}) =>
      fetch(baseUrl + path, {
        redirect: 'manual',
        ...init,
        headers: { authorization: `Bearer ${token}`, ...(init.headers as Record<string, string>) },
      }),
  };
}

/** Octokit logs every 304 as an error. */
function quietLog() {
  const silence = () => undefined;
  return { debug: silence, info: silence, warn: silence, error: silence };
}
