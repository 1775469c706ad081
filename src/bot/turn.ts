import type { Context, MiddlewareFn } from 'telegraf';
import type { PendingAction } from '../domain/ports/people-store.js';
import type { Press } from './callback-data.js';
import type { CommandName } from './commands.js';
import type { SettingsPage } from './settings-press.js';
import type { Talk } from './talk.js';
import type { Texts } from './translator.js';
import type { Visit } from './visit.js';

/** One visit being answered. */
export interface Turn {
  readonly visit: Visit;
  readonly talk: Talk;
  readonly t: Texts;
  /** The bot's own, for links to it. */
  readonly botName: string;
  /** The stored meaning of the pressed button, already checked to be this person's and this chat's. */
  readonly pending: PendingAction | null;
  /** What became of a message that carried a token. */
  readonly tokenMessage: 'none' | 'deleted' | 'kept';
}

export interface BotContext extends Context {
  turn: Turn;
}

export type Step = MiddlewareFn<BotContext>;
export type Handler = (turn: Turn) => Promise<void>;
export type PressOf<K extends Press['kind']> = Extract<Press, { kind: K }>;

export function onCommand(name: CommandName, handle: Handler): Step {
  return async ({ turn }, next) => {
    if (turn.visit.command?.name !== name) return next();
    await handle(turn);
  };
}

export function onPress<K extends Press['kind']>(
  kind: K,
  handle: (turn: Turn, press: PressOf<K>) => Promise<void>,
): Step {
  return async ({ turn }, next) => {
    const press = turn.visit.query?.press ?? null;
    if (!isPressOf(press, kind)) return next();
    await handle(turn, press);
  };
}

/** A press that turns a message into that page of the settings. */
export function onSettings(page: SettingsPage, handle: Handler): Step {
  return async (ctx, next) => {
    const press = ctx.turn.visit.query?.press ?? null;
    if (!isPressOf(press, 'settings') || press.page !== page) return next();
    await handle(ctx.turn);
  };
}

/** A press on one of the buttons that `keepPending` made for `action`. */
export function onPending(
  action: string,
  handle: (turn: Turn, pending: PendingAction, choice: number) => Promise<void>,
): Step {
  return async ({ turn }, next) => {
    const press = turn.visit.query?.press ?? null;
    if (turn.pending?.action !== action || !isPressOf(press, 'pending')) return next();
    await handle(turn, turn.pending, press.choice);
  };
}

function isPressOf<K extends Press['kind']>(press: Press | null, kind: K): press is PressOf<K> {
  return press?.kind === kind;
}
