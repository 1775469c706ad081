import type { SimServer } from '../../simulator/core/sim-server.js';

export const NAIVE_AGENT = 'naive-poller';

/** Requests that reached a simulated forge, apart by who sent them. */
export class RequestCounter {
  daemon = 0;
  daemonNotModified = 0;
  /** Of wikis, over git: GitHub's API does not count them. */
  daemonGit = 0;
  naive = 0;
  /** The daemon's requests by what they ask for, names and numbers left out. */
  readonly operations = new Map<string, number>();
  /** Those that were answered by 4xx or 5xx, the status before them. */
  readonly failed = new Map<string, number>();

  constructor(server: SimServer) {
    server.onReply((request, { status }) => {
      if (request.headers['user-agent'] === NAIVE_AGENT) {
        this.naive += 1;
        return;
      }
      this.daemon += 1;
      const operation = operationOf(request.url);
      count(this.operations, operation);
      if (operation.includes('.git/')) this.daemonGit += 1;
      if (status === 304) this.daemonNotModified += 1;
      if (status >= 400) count(this.failed, `${status} ${operation}`);
    });
  }

  clear(): void {
    this.daemon = 0;
    this.daemonNotModified = 0;
    this.daemonGit = 0;
    this.naive = 0;
    this.operations.clear();
    this.failed.clear();
  }
}

function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

function operationOf(url: string): string {
  const path = url.split('?')[0] ?? url;
  return path
    .replace(/^\/api\/v\d/, '')
    .replace(/^\/repos\/[^/]+\/[^/]+/, '/repos/*')
    .replace(/^\/projects\/[^/]+/, '/projects/*')
    .replace(/\/\d+/g, '/*');
}
