import type { Person } from '../domain/forge.js';
import type { EventPattern } from './event-names.js';
import type { Match, ReactionEvent } from './public.js';

/** What crosses between the daemon and the process of one module. Everything is plain data. */

export interface ModuleThreadData {
  readonly path: string;
}

export interface ModuleProcessData extends ModuleThreadData {
  readonly heapMb: number;
  /** What the process may grow by: buffers are no part of a heap. */
  readonly growthBytes: number;
}

export type MatchField = keyof Match;

export interface HandlerDescription {
  /** Unique within its module, and the same after a restart. */
  readonly name: string;
  readonly pattern: EventPattern;
  readonly match: Readonly<Partial<Record<MatchField, readonly string[]>>>;
  readonly timeLimitSeconds: number;
}

/** An error as it crosses. */
export interface Failure {
  readonly code: string;
  readonly message: string;
  readonly retryAfterSeconds: number | null;
  /** File and line in the module, where they are known. */
  readonly where?: string;
}

export type ToModule =
  | {
      readonly kind: 'run';
      readonly run: number;
      readonly handler: string;
      readonly event: ReactionEvent;
      readonly me: Person;
      readonly isDryRun: boolean;
    }
  | { readonly kind: 'answer'; readonly call: number; readonly value: unknown }
  | { readonly kind: 'refusal'; readonly call: number; readonly failure: Failure };

export interface Call {
  readonly method: string;
  readonly args: readonly unknown[];
}

export type FromModule =
  | { readonly kind: 'ready'; readonly handlers: readonly HandlerDescription[] }
  | { readonly kind: 'broken'; readonly reason: string }
  | { readonly kind: 'call'; readonly run: number; readonly call: number; readonly asked: Call }
  | { readonly kind: 'done'; readonly run: number }
  | { readonly kind: 'failed'; readonly run: number; readonly failure: Failure }
  /** The module's process can do no more. */
  | { readonly kind: 'ended'; readonly failure: Failure };
