import type { PollMetrics } from '../../src/polling/poll-metrics.js';

/** What the cycle says of itself, kept as it is said. */
export class PollTally implements PollMetrics {
  polls = 0;
  refusedAdmissions = 0;
  readonly outcomes = new Map<string, number>();
  /** Reads by kind of feed. */
  readonly kinds = new Map<string, number>();
  readonly lateness: number[] = [];

  requested(_forgeUrl: string, result: string): void {
    if (result === 'refused-admission') this.refusedAdmissions += 1;
  }

  polled(_forge: string, kind: string, outcome: string): void {
    this.polls += 1;
    this.kinds.set(kind, (this.kinds.get(kind) ?? 0) + 1);
    this.outcomes.set(outcome, (this.outcomes.get(outcome) ?? 0) + 1);
  }

  dropped(): void {
    this.outcomes.set('items dropped', (this.outcomes.get('items dropped') ?? 0) + 1);
  }

  kept(): void {
    // What is told is counted at Telegram.
  }

  detected(): void {
    // The lag is measured at Telegram.
  }

  late(_kind: string, seconds: number): void {
    this.lateness.push(seconds);
  }

  load(): void {
    // Says nothing that lateness does not say.
  }

  clear(): void {
    this.polls = 0;
    this.refusedAdmissions = 0;
    this.outcomes.clear();
    this.kinds.clear();
    this.lateness.length = 0;
  }

  /** Reads that ended otherwise than a healthy read does. */
  get troubles(): string {
    const healthy = new Set(['baseline', 'changed', 'unchanged']);
    const others = [...this.outcomes].filter(([outcome]) => !healthy.has(outcome));
    return others.length === 0 ? 'none' : others.map(([outcome, count]) => `${outcome} ${count}`).join(', ');
  }
}
