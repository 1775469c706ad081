import { ScriptedClock } from '../../simulator/core/clock.js';
import { type RunningGitlab, startGitlab } from '../../simulator/gitlab/start-gitlab.js';

export interface GitlabScene extends RunningGitlab {
  readonly clock: ScriptedClock;
  /** Token of ann: maintainer of `team/app`. */
  readonly ann: string;
  /** Token of bob: developer. */
  readonly bob: string;
  readonly ids: { readonly project: number; readonly ann: number; readonly bob: number };
  ask(path: string, options?: AskOptions): Promise<Answer>;
}

export interface AskOptions {
  readonly token?: string | null;
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Record<string, string>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  readonly json: unknown;
}

/** Ann, Bob and a stranger named Eve; `team/app` is private to the first two. */
export async function gitlabScene(options: { limits?: Parameters<typeof startGitlab>[0]['limits'] } = {}) {
  const clock = new ScriptedClock();
  const limits = options.limits === undefined ? {} : { limits: options.limits };
  const gitlab = await startGitlab({ clock: clock.now, ...limits });
  const { world } = gitlab;
  const ann = world.addUser('ann', 'Ann Lee').id;
  const bob = world.addUser('bob', 'Bob Ray').id;
  world.addUser('eve', 'Eve Fox');
  const project = world.addProject('team/app', { members: ['ann', 'bob'], isPrivate: true }).id;
  const tokens = { ann: world.addToken('ann'), bob: world.addToken('bob') };
  const scene: GitlabScene = {
    ...gitlab,
    ...tokens,
    clock,
    ids: { project, ann, bob },
    ask: (path, asked = {}) => ask(gitlab.url, path, { token: tokens.ann, ...asked }),
  };
  return scene;
}

async function ask(url: string, path: string, options: AskOptions): Promise<Answer> {
  const token = options.token ?? null;
  const response = await fetch(`${url}/api/v4${path}`, {
    method: options.method ?? 'GET',
    redirect: 'manual',
    headers: {
      ...(token === null ? {} : { 'private-token': token }),
      ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.body === undefined ? {} : { body: JSON.stringify(options.body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get('content-type')?.startsWith('application/json') === true;
  const json: unknown = isJson && text !== '' ? JSON.parse(text) : null;
  return { status: response.status, headers: response.headers, text, json };
}

/** The objects of a list answer. */
export function rows(answer: Answer): Record<string, unknown>[] {
  if (!Array.isArray(answer.json)) throw new Error(`no list but ${answer.status} ${answer.text}`);
  return answer.json as Record<string, unknown>[];
}

export function one(answer: Answer): Record<string, unknown> {
  if (typeof answer.json !== 'object' || answer.json === null || Array.isArray(answer.json)) {
    throw new Error(`no object but ${answer.status} ${answer.text}`);
  }
  return answer.json as Record<string, unknown>;
}
