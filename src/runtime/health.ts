import type { Clock } from '../domain/time.js';

export interface HealthReport {
  readonly isReady: boolean;
  readonly database: 'ok' | 'away';
  /** The long poll has answered lately, here or in the process that holds it. */
  readonly telegram: 'ok' | 'away';
  readonly outbox: { readonly waiting: number; readonly oldestSeconds: number } | null;
}

export interface HealthProbes {
  readonly ping: () => Promise<void>;
  readonly telegramIsWell: () => boolean;
  readonly outboxDepth: (now: Date) => Promise<{ readonly waiting: number; readonly oldestSeconds: number }>;
  readonly clock: Clock;
}

/** Asks the parts whether they can do their work. Never throws. */
export async function checkHealth(probes: HealthProbes): Promise<HealthReport> {
  const telegram = probes.telegramIsWell() ? 'ok' : 'away';
  try {
    await probes.ping();
    const outbox = await probes.outboxDepth(probes.clock());
    return { isReady: telegram === 'ok', database: 'ok', telegram, outbox };
  } catch {
    return { isReady: false, database: 'away', telegram, outbox: null };
  }
}
