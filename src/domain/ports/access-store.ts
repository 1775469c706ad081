import type { Decision } from '../access.js';

/** Somebody who wants in. `id` is the Telegram user id. */
export interface Stranger {
  readonly id: string;
  readonly name: string;
  readonly language: string;
}

export interface KnownStranger extends Stranger {
  readonly isDenied: boolean;
}

export interface StrangerStore {
  /** Notes the wish. `new`: operators have not been asked within a day, and are to be; `denied`: they have said no. */
  note(stranger: Stranger, now: Date): Promise<'new' | 'waiting' | 'denied'>;
  find(personId: string): Promise<KnownStranger | null>;
  /** Those who wait first, the latest of them first. */
  list(): Promise<readonly KnownStranger[]>;
  deny(personId: string): Promise<void>;
  remove(personId: string): Promise<void>;
}

/** What an operator hands to a team. Whoever knows the code of one that lets in is let in. */
export interface Invite {
  readonly code: string;
  /** The operator who made it. */
  readonly madeBy: string;
  readonly forgeUrl: string;
  /** Of the projects that are suggested; each reader's own token decides whether there is one. */
  readonly paths: readonly string[];
  /** False: the operator is asked about each who opens it. */
  readonly letsIn: boolean;
  readonly expiresAt: Date;
}

export interface InviteStore {
  put(invite: Invite, now: Date): Promise<void>;
  find(code: string, now: Date): Promise<Invite | null>;
  /** The latest first. */
  list(now: Date): Promise<readonly Invite[]>;
  setLetsIn(code: string, letsIn: boolean): Promise<void>;
  remove(code: string): Promise<void>;
}

/** A member as operators see them: who and where, never what. */
export interface MemberSummary {
  readonly id: string;
  readonly name: string;
  readonly isOperator: boolean;
  readonly access?: Decision;
  /** To the nearest few minutes; `null`: not since this is kept. */
  readonly seenAt: Date | null;
  readonly accounts: readonly { readonly login: string; readonly forgeUrl: string }[];
  readonly watches: number;
}
