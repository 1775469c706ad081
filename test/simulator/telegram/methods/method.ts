import type { Parameters } from '../parameters.js';
import type { TelegramState } from '../telegram-state.js';

export interface MethodCall {
  readonly state: TelegramState;
  readonly parameters: Parameters;
  /** Aborted when the caller hangs up. */
  readonly signal: AbortSignal;
}

/** Returns what goes into `result`, or throws an `ApiError`. */
export type Method = (call: MethodCall) => unknown;

export type Methods = Readonly<Record<string, Method>>;
