import type { ForgeKind } from '../../../src/domain/forge.js';
import type { WorldProject } from '../../simulator/forge-world.js';

export interface SimSetup {
  readonly kind: 'start';
  readonly forge: ForgeKind;
  readonly people: number;
  readonly projectsEach: number;
  /** Groups that the first person founds. */
  readonly groups: number;
  readonly hasTelegramLimits: boolean;
}

export type SimRequest = SimSetup | { readonly kind: 'count' };

export interface SimPerson {
  readonly login: string;
  /** Telegram id. */
  readonly id: number;
  readonly token: string;
  readonly projects: readonly WorldProject[];
}

export interface SimPlace {
  readonly url: string;
  readonly telegram: { readonly url: string; readonly token: string };
  readonly people: readonly SimPerson[];
  /** Ids of their chats. */
  readonly groups: readonly number[];
}

/** Since the start. */
export interface SimCounts {
  readonly forgeRequests: number;
  readonly telegramRequests: number;
  /** Telegram's 429. */
  readonly violations: number;
  readonly messages: number;
}
