import type { LoggedRequest, RequestLog } from '../core/request-log.js';

const MINUTE_MS = 60_000;
const BUCKET_MS = 5_000;

/** How busy one simulated system was in the last minute. */
export interface Activity {
  readonly name: string;
  readonly perMinute: number;
  /** Of these, answered with 304. */
  readonly notModified: number;
  readonly failed: number;
  /** Twelve times five seconds, the newest last. */
  readonly buckets: readonly number[];
}

export interface RecentRequest {
  readonly at: string;
  readonly system: string;
  readonly what: string;
  readonly status: number;
}

export function measureActivity(name: string, log: RequestLog, now: Date): Activity {
  const recent = lastMinute(log, now);
  const buckets = Array.from({ length: MINUTE_MS / BUCKET_MS }, () => 0);
  for (const entry of recent) {
    const age = Math.max(0, now.getTime() - entry.at.getTime());
    const index = buckets.length - 1 - Math.floor(age / BUCKET_MS);
    buckets[index] = (buckets[index] ?? 0) + 1;
  }
  return {
    name,
    perMinute: recent.length,
    notModified: recent.filter((entry) => entry.status === 304).length,
    failed: recent.filter((entry) => entry.status >= 400).length,
    buckets,
  };
}

/** Newest first, without the bot token that stands in Telegram's paths. */
export function recentRequests(
  logs: Readonly<Record<string, RequestLog>>,
  count: number,
): readonly RecentRequest[] {
  const all = Object.entries(logs).flatMap(([system, log]) =>
    log.entries.slice(-count).map((entry) => ({
      at: entry.at.toISOString(),
      system,
      what: `${entry.method} ${shorten(entry.url)}`,
      status: entry.status,
    })),
  );
  return all.sort((a, b) => b.at.localeCompare(a.at)).slice(0, count);
}

function lastMinute(log: RequestLog, now: Date): readonly LoggedRequest[] {
  const first = log.entries.findLastIndex((entry) => entry.at.getTime() <= now.getTime() - MINUTE_MS);
  return log.entries.slice(first + 1);
}

function shorten(url: string): string {
  const path = url.split('?')[0] ?? url;
  return path.replace(/^\/bot[^/]+\//, '').replace(/^\/api\/v\d/, '');
}
