import { createRequesterFn, type ResourceOptions } from '@gitbeaker/requester-utils';
import { fetchJson, type HttpReply } from '../http/fetch-json.js';
import type { HttpContext } from '../http/exchange.js';
import { toForgeError } from './errors.js';

type RequesterFn = ReturnType<typeof createRequesterFn>;

interface GitbeakerRequest {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly searchParams?: string;
  readonly prefixUrl?: string;
  readonly body?: string | FormData;
}

/** A file takes its time on a slow line. */
const FILE_LIMIT_MS = 30_000;

/**
 * gitbeaker's way out, instead of its own, which repeats 429 and 502 ten times within a quarter of a second, POSTs
 * included, and drops the headers of lists. `onReply` gets the reply as it came.
 */
export function createTransport(context: HttpContext, onReply: (reply: HttpReply) => void): RequesterFn {
  return createRequesterFn(
    (_resource: ResourceOptions, request) => Promise.resolve(request),
    async (endpoint, options) => {
      const { method = 'GET', headers = {}, searchParams, prefixUrl, body }: GitbeakerRequest = options ?? {};
      const url = new URL(endpoint, prefixUrl?.endsWith('/') === true ? prefixUrl : `${prefixUrl ?? ''}/`);
      url.search = searchParams ?? '';
      const request = { method, url: url.href, headers: { accept: 'application/json', ...headers }, body };
      const isFile = body instanceof FormData;
      const reply = await fetchJson(
        request,
        isFile ? { ...context, timeoutMs: FILE_LIMIT_MS } : context,
      ).catch((error: unknown) => {
        throw toForgeError(error);
      });
      onReply(reply);
      return toGitbeaker(reply);
    },
  );
}

/** Without `Link`, gitbeaker has no next page to walk to, whatever it was asked. */
function toGitbeaker(reply: HttpReply): {
  body: Record<string, unknown>;
  headers: Record<string, string>;
  status: number;
} {
  const headers = Object.fromEntries(reply.headers.entries());
  delete headers.link;
  return { body: reply.body as Record<string, unknown>, headers, status: reply.status };
}
