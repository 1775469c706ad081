/**
 * `forbidden`: known to the forge, not allowed (scope, role). `not-found`: missing or invisible, which forges do not
 * tell apart. `unavailable`: 5xx, network, silence. `bad-reply`: an answer that is not what the API promises.
 * `redirected`: sent to another host, which is never followed with a token. `untrusted`: its certificate does not hold
 * here, so that nothing was sent.
 */
export type ForgeErrorCode =
  | 'token-refused'
  | 'forbidden'
  | 'not-found'
  | 'rate-limited'
  | 'unavailable'
  | 'bad-reply'
  | 'redirected'
  | 'untrusted'
  | 'conflict'
  | 'invalid';

export interface ForgeErrorDetail {
  /** For the operator's log: never a token, never a whole body. */
  readonly detail: string;
  /** What the forge itself said, redacted and cut. */
  readonly words?: string | undefined;
  readonly status?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
  /** No answer came in time. */
  readonly isSlow?: boolean;
  readonly cause?: unknown;
}

export class ForgeError extends Error {
  override readonly name = 'ForgeError';
  readonly code: ForgeErrorCode;
  readonly words: string | undefined;
  readonly status: number | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly isSlow: boolean;

  constructor(code: ForgeErrorCode, detail: ForgeErrorDetail) {
    super(detail.detail, { cause: detail.cause });
    this.code = code;
    this.words = detail.words;
    this.status = detail.status;
    this.retryAfterSeconds = detail.retryAfterSeconds;
    this.isSlow = detail.isSlow ?? false;
  }
}

/** What `fetch` failed of, where it went by way of a proxy. */
export class ProxyError extends Error {
  override readonly name = 'ProxyError';

  /** `way` names the proxy and what it said, and no secret. */
  constructor(way: string, cause: unknown) {
    super(way, { cause });
  }
}

/** No answer, or none that can be read: it is no proof that nothing happened. */
export function isSilence(error: unknown): error is ForgeError {
  return error instanceof ForgeError && (error.code === 'unavailable' || error.code === 'bad-reply');
}

/** A gateway that gave up waiting. */
const GIVEN_UP: readonly (number | undefined)[] = [502, 504];

/** Somebody lost patience, and the forge may do it yet: what it shows now is no proof either. */
export function mayBeAtWork(error: ForgeError): boolean {
  return error.isSlow || GIVEN_UP.includes(error.status);
}

/**
 * `unreachable`: blocked, kicked, deleted. `moved`: the group became a supergroup. `topic-gone`, `message-gone`: try
 * again without it. `topic-closed`: wait until it is reopened. `too-fast`: wait. `unavailable`: retry later. `rejected`: never retry.
 * `unauthorized`: the bot token itself is refused.
 */
export type DeliveryErrorCode =
  | 'unreachable'
  | 'moved'
  | 'topic-gone'
  | 'topic-closed'
  | 'message-gone'
  | 'too-fast'
  | 'unavailable'
  | 'rejected'
  | 'unauthorized';

export class DeliveryError extends Error {
  override readonly name = 'DeliveryError';
  readonly code: DeliveryErrorCode;
  readonly retryAfterSeconds: number | undefined;
  readonly movedTo: string | undefined;

  constructor(
    code: DeliveryErrorCode,
    detail: string,
    more: { retryAfterSeconds?: number | undefined; movedTo?: string | undefined; cause?: unknown } = {},
  ) {
    super(detail, { cause: more.cause });
    this.code = code;
    this.retryAfterSeconds = more.retryAfterSeconds;
    this.movedTo = more.movedTo;
  }
}

/** Every fault of the settings at once, in words. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  readonly faults: readonly string[];

  constructor(faults: readonly string[]) {
    super(faults.join('\n'));
    this.faults = faults;
  }
}
