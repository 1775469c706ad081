/** What an answer told about the server's limits. */
export interface RequestOutcome {
  /** `null`: no answer at all. */
  readonly status: number | null;
  /** Counts against the quota: everything but an authorised GitHub 304. */
  readonly isCharged: boolean;
  readonly limit: number | null;
  readonly remaining: number | null;
  readonly resetAt: Date | null;
  readonly retryAfterSeconds: number | null;
}

/** How much an account may still ask, as far as this process knows. */
export interface RequestUsage {
  /** What the forge says; `null`: nothing yet, or it has no limit. */
  readonly server: { readonly limit: number; readonly remaining: number; readonly resetsAt: Date } | null;
  /** Of our own budget: polls that may go at once, of so many, and so many more each minute. */
  readonly polls: { readonly left: number; readonly most: number; readonly perMinute: number };
  /** Until when the forge asked for patience. */
  readonly blockedUntil: Date | null;
}

/** The governor as an adapter sees it: ask before each HTTP request, report after it. */
export interface RequestGate {
  /** Resolves when the request may go; rejects with `ForgeError('rate-limited')` when it would have to wait too long. */
  admit(signal: AbortSignal): Promise<void>;
  report(outcome: RequestOutcome): void;
}
