import type { BaseResourceOptions } from '@gitbeaker/requester-utils';
import { ForgeError } from '../../domain/errors.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { HttpReply } from '../http/fetch-json.js';
import { toForgeError } from './errors.js';
import { readPaging, type Paging } from './paging.js';
import { isOauthToken } from './token-form.js';
import { createTransport } from './transport.js';

export interface GitlabReply extends Paging {
  readonly body: unknown;
}

type ResourceClass<R> = new (options: BaseResourceOptions<false>) => R;

/** One person's requests to one GitLab for the time of one task. */
export interface GitlabClient {
  /** Exactly one request, as long as lists are asked for with `page`. Throws `ForgeError`. */
  ask<R>(resource: ResourceClass<R>, call: (resource: R) => Promise<unknown>): Promise<GitlabReply>;
  /** Server's clock when it first answered this client. */
  serverTime(): Date | null;
}

/**
 * A resource object is made for each request: with no limiters of its own it weighs about 1.5 kB and is gone with
 * the request, where a whole `Gitlab` object holds 1.6 MB.
 */
export function createClient(session: ForgeSession, fetch: typeof globalThis.fetch): GitlabClient {
  const { gate, secret, signal } = session;
  let serverTime: Date | null = null;
  return {
    serverTime: () => serverTime,
    async ask(resource, call) {
      const replies: HttpReply[] = [];
      const requesterFn = createTransport({ gate, secret, signal, fetch }, (reply) => replies.push(reply));
      const options = { ...baseOptions(session), requesterFn };
      await call(new resource(options)).catch((error: unknown) => {
        throw toForgeError(error);
      });
      const reply = replies.at(-1);
      if (reply === undefined) throw new ForgeError('invalid', { detail: 'gitbeaker sent no request' });
      serverTime ??= reply.serverTime;
      return { body: reply.body, ...readPaging(reply.headers) };
    },
  };
}

function baseOptions({ forge, secret }: ForgeSession): BaseResourceOptions<false> {
  const token = secret.reveal();
  return {
    host: forge.apiUrl.replace(/\/api\/v4\/?$/, ''),
    // Neither limiters nor timers of its own: the gate and the transport see to both.
    rateLimits: {},
    queryTimeout: null,
    ...(isOauthToken(token) ? { oauthToken: token } : { token }),
  };
}
