import type { Identity, TokenFacts } from '../../src/domain/account.js';
import { ForgeError, type ForgeErrorCode } from '../../src/domain/errors.js';
import type { Forge, ForgeKind } from '../../src/domain/forge.js';
import type { JobLog } from '../../src/domain/job-log.js';
import type { ForgeAdapter, ForgeSession } from '../../src/domain/ports/forge-adapter.js';
import type { OwnProject } from '../../src/domain/project.js';
import { FakeForgeActions } from './fake-forge-actions.js';

/** What one token may do on one instance. */
export interface FakeToken {
  readonly login: string;
  readonly facts?: Partial<TokenFacts>;
  readonly projects?: readonly OwnProject[];
  /** By path. */
  readonly starred?: readonly string[];
}

/** A forge of each kind behind the adapter port: knows tokens by instance and keeps count of every request. */
export class FakeForge {
  readonly requests: string[] = [];
  readonly actions = new FakeForgeActions();
  /** By the id of the job. */
  readonly logs = new Map<string, JobLog>();
  readonly kind: ForgeKind;
  readonly #tokens = new Map<string, FakeToken>();
  #trouble: ForgeError | null = null;
  #pageSize = 20;

  constructor(kind: ForgeKind) {
    this.kind = kind;
    this.adapter = {
      kind,
      recognisesToken: (secret) => this.#recognises(secret),
      identify: (session) => this.#identify(session),
      findProject: (session, pathOrId) => {
        const { projects = [] } = this.#enter(session, `find ${pathOrId}`);
        const found = projects.find(
          ({ id, path }) => id === pathOrId || path.toLowerCase() === pathOrId.toLowerCase(),
        );
        return Promise.resolve(found ?? null);
      },
      listProjects: (session, page, { search = '', isStarred = false } = {}) => {
        const what = `${isStarred ? 'starred' : 'list'} ${page}${search === '' ? '' : ` ${search}`}`;
        const { projects = [], starred = [] } = this.#enter(session, what);
        const wanted = projects.filter(
          ({ path }) => path.includes(search) && (!isStarred || starred.includes(path)),
        );
        const from = (page - 1) * this.#pageSize;
        const shown = wanted.slice(from, from + this.#pageSize);
        return Promise.resolve({ projects: shown, hasMore: wanted.length > from + this.#pageSize });
      },
      readJobLog: (session, { path }, jobId) => {
        const { projects = [] } = this.#enter(session, `log ${jobId}`);
        const log = projects.some((one) => one.path === path) ? this.logs.get(jobId) : undefined;
        if (log === undefined) throw new ForgeError('not-found', { detail: 'no such job', status: 404 });
        return Promise.resolve(log);
      },
      readFeed: () => Promise.reject(new Error('the bot reads no feeds')),
    };
  }

  allow(forge: Forge, secret: string, token: FakeToken): void {
    this.#tokens.set(`${forge.url} ${secret}`, token);
  }

  failWith(code: ForgeErrorCode | null, retryAfterSeconds?: number): void {
    this.#trouble =
      code === null ? null : new ForgeError(code, { detail: 'made to fail', retryAfterSeconds });
  }

  readonly adapter: ForgeAdapter;

  #recognises(secret: string): boolean | null {
    if (/^gl[a-z]{2,6}-/.test(secret)) return this.kind === 'gitlab';
    if (/^(gh[pousr]_|github_pat_)|^[0-9a-f]{40}$/.test(secret)) return this.kind === 'github' || null;
    return null;
  }

  #enter(session: ForgeSession, what: string): FakeToken {
    this.requests.push(`${session.forge.url} ${what}`);
    if (this.#trouble !== null) throw this.#trouble;
    const token = this.#tokens.get(`${session.forge.url} ${session.secret.reveal()}`);
    if (token === undefined) throw new ForgeError('token-refused', { detail: 'unknown token', status: 401 });
    return token;
  }

  #identify(session: ForgeSession): Promise<Identity> {
    const { login, facts } = this.#enter(session, 'identify');
    return Promise.resolve({
      user: { id: `id-${login}`, login, name: login },
      token: {
        kind: this.kind === 'gitlab' ? 'gitlab-personal' : 'github-classic',
        scopes: ['read_api'],
        expiresAt: null,
        missingScopes: [],
        excessScopes: [],
        canWrite: false,
        readsInbox: true,
        ...facts,
      },
    });
  }
}

export function project(id: string, path: string, url = `https://gitlab.example.com/${path}`): OwnProject {
  return { id, path, name: path.split('/').at(-1) ?? path, url, defaultBranch: 'main' };
}
