import type { RequestGate, RequestOutcome } from '../../../../src/domain/ports/request-gate.js';

/** A gate that lets everything through and remembers what it was told, in order. */
export class RecordingGate implements RequestGate {
  admitted = 0;
  readonly outcomes: RequestOutcome[] = [];

  admit(): Promise<void> {
    this.admitted += 1;
    return Promise.resolve();
  }

  report(outcome: RequestOutcome): void {
    this.outcomes.push(outcome);
  }
}
