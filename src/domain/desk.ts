import type { Forge } from './forge.js';
import type { Project } from './project.js';

/** Why nothing can be reported: the forge refuses the owner's token, shows it the project no more, or the account is gone. */
export type DeskPause = 'token' | 'access' | 'owner-left';

/** Who is missing in the chat that a desk is for. */
export type DeskAbsence = 'bot-removed' | 'owner-gone';

/** A project that people of a chat report to without an account: all is done with the token of the desk's owner. */
export interface Desk {
  readonly id: string;
  readonly chatKey: string;
  /** Telegram user id. */
  readonly ownerId: string;
  /** `null`: its owner took the account away. */
  readonly accountId: string | null;
  readonly forge: Forge;
  readonly project: Project;
  /** Anybody may report in a private chat with the bot. */
  readonly allowsPrivate: boolean;
  /** Tickets that one person may open in a day. */
  readonly dailyLimit: number;
  /** `null`: it is at work. */
  readonly pausedFor: DeskPause | DeskAbsence | null;
  /** Whatever else it is paused for. */
  readonly absence: DeskAbsence | null;
  readonly createdAt: Date;
}

export function isAtWork({ pausedFor }: Desk): boolean {
  return pausedFor === null;
}

export const USUAL_DAILY_LIMIT = 5;

/** Somebody in the chat, whether known to the bot or not. */
export interface Reporter {
  readonly id: string;
  readonly name: string;
}
