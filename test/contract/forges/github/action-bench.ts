import { afterEach, beforeEach, expect } from '@jest/globals';
import type { LookOf, Target, TargetKind } from '../../../../src/domain/actions/look.js';
import type { Order, Receipt } from '../../../../src/domain/actions/order.js';
import type { Person } from '../../../../src/domain/forge.js';
import type { ForgeSession } from '../../../../src/domain/ports/forge-adapter.js';
import type { Project } from '../../../../src/domain/project.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createGithubAdapter } from '../../../../src/forges/github/adapter.js';
import type { FaultRule } from '../../../simulator/core/faults.js';
import type { LoggedRequest } from '../../../simulator/core/request-log.js';
import type { TokenOptions } from '../../../simulator/forge-world.js';
import { type CheckedGithub, startCheckedGithub } from '../../../simulator/github/checked-github.js';
import { loadGithubContract } from '../../../simulator/github/openapi.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';
import { OpenGate } from './github-bench.js';

export const APP = 'acme/shop';

/** People who act in the private repository `APP` of a simulated GitHub; bob, carol and the others may write. */
export class ActionBench {
  readonly adapter = createGithubAdapter({ logger: createMemoryLogger() });
  readonly github: CheckedGithub;
  readonly project: Project;
  isSpoiled = false;
  readonly #people = new Map<string, Person>();

  constructor(github: CheckedGithub) {
    this.github = github;
    for (const login of ['alice', 'bob', 'carol', 'mallory']) {
      const { id } = github.world.addUser(login);
      this.#people.set(login, { id: String(id), login, name: login });
    }
    const { id, url } = github.world.addProject(APP, { members: ['alice', 'bob', 'carol'], isPrivate: true });
    this.project = { id: String(id), path: APP, name: 'shop', url, defaultBranch: 'main' };
  }

  get world(): CheckedGithub['world'] {
    return this.github.world;
  }

  person(login: string): Person {
    const person = this.#people.get(login);
    if (person === undefined) throw new Error(`There is no ${login}.`);
    return person;
  }

  /** With a fresh token, so that GitHub's second between two writes of one is not waited for. */
  session(login: string, token: TokenOptions = {}): ForgeSession {
    const { url } = this.github;
    return {
      forge: { kind: 'github', url, apiUrl: `${url}/api/v3` },
      secret: new Secret(this.world.addToken(login, token)),
      gate: new OpenGate(),
      signal: new AbortController().signal,
    };
  }

  async look<K extends TargetKind>(login: string, target: Extract<Target, { kind: K }>): Promise<LookOf<K>> {
    const look = await this.adapter.actions.lookAt(this.session(login), this.project, target);
    return look as LookOf<K>;
  }

  perform(login: string, order: Order, token: TokenOptions = {}): Promise<Receipt> {
    return this.adapter.actions.perform(this.session(login, token), this.project, order);
  }

  writes(): readonly LoggedRequest[] {
    return this.github.server.log.entries.filter((one) => one.method !== 'GET' && !isQuery(one));
  }

  /** What was asked over GraphQL. */
  queries(): readonly LoggedRequest[] {
    return this.github.server.log.entries.filter(isQuery);
  }

  /** From now on replies need not be as GitHub describes them. */
  spoil(rule: FaultRule): void {
    this.isSpoiled = true;
    this.github.server.faults.add(rule);
  }

  /** Requests that are no operation of GitHub's, or have parameters that the operation does not know. */
  wrongRequests(): readonly string[] {
    const contract = loadGithubContract();
    if (contract === null) return [];
    return this.github.server.log.entries
      .filter(({ url }) => !url.endsWith('/graphql'))
      .flatMap(({ method, url, body }) => contract.checkRequest(method, url, body ?? undefined));
  }
}

/** A fresh GitHub for each test, held to its published description in both directions. */
export function useActionBench(): () => ActionBench {
  let bench: ActionBench;
  beforeEach(async () => {
    bench = new ActionBench(await startCheckedGithub());
  });
  afterEach(async () => {
    await bench.github.close();
    expect(bench.isSpoiled ? [] : bench.github.violations).toEqual([]);
    expect(bench.wrongRequests()).toEqual([]);
  });
  return () => bench;
}

function isQuery({ body }: LoggedRequest): boolean {
  const { query = '' } = (body ?? {}) as { readonly query?: string };
  return query.startsWith('query');
}
