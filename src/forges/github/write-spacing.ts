import type { Octokit } from '@octokit/core';
import { throttling } from '@octokit/plugin-throttling';

type ThrottlingOptions = Parameters<typeof throttling>[1];
type RequestWrap = Parameters<typeof Octokit.prototype.hook.wrap<'request'>>[1];

/**
 * The throttling plugin for what writes: GitHub wants a second between two of one user, three where they notify.
 * Reads pass by: the governor paces them, and the plugin's timers would add some ten milliseconds to each.
 */
export function writeSpacing(octokit: Octokit, options: ThrottlingOptions): Record<string, never> {
  const hook = new Proxy(octokit.hook, {
    get: (target, key): unknown => (key === 'wrap' ? wrapWrites(octokit) : Reflect.get(target, key)),
  });
  throttling(
    new Proxy(octokit, {
      get: (target, key): unknown => (key === 'hook' ? hook : Reflect.get(target, key)),
    }),
    options,
  );
  return {};
}

/** A GraphQL query is one, though it is posted; a mutation is not. */
function isRead({ method, query }: Readonly<Record<string, unknown>>): boolean {
  return method === 'GET' || (typeof query === 'string' && /^\s*query\b/.test(query));
}

function wrapWrites(octokit: Octokit): (name: 'request', wrapped: RequestWrap) => void {
  return (name, wrapped) => {
    octokit.hook.wrap(name, (request, options) =>
      isRead(options) ? request(options) : wrapped(request, options),
    );
  };
}
