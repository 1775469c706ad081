import type { Telegram } from '../channels/telegram/telegram-client.js';
import type { OpenAccount } from '../domain/account.js';
import type { DeliveryError } from '../domain/errors.js';
import type { Forge, ForgeKind } from '../domain/forge.js';
import type { Logger } from '../domain/logger.js';
import type { Channel } from '../domain/ports/channel.js';
import type { DrawChart } from '../domain/ports/draw-chart.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import type { ForgeAdapters, ForgeSession } from '../domain/ports/forge-adapter.js';
import type { PeopleStores } from '../domain/ports/people-store.js';
import type { Translator } from '../domain/ports/translator.js';
import type { Retention } from '../domain/retention.js';
import type { Secret } from '../domain/secret.js';
import type { LeveledRenderer } from '../events/render/render-notification.js';
import type { Clock } from '../domain/time.js';

/** Resolves after `ms`, or at once when `signal` aborts; never rejects. */
export type Wait = (ms: number, signal: AbortSignal) => Promise<void>;

/** Everything the bot needs; built by the composition root. */
export interface BotDeps {
  readonly telegram: Telegram;
  /** Files that people send do not come through telegraf. */
  readonly fetch: typeof globalThis.fetch;
  readonly channel: Channel;
  readonly stores: PeopleStores;
  readonly adapters: ForgeAdapters;
  readonly actions: Readonly<Record<ForgeKind, ForgeActions>>;
  /** How news look, for bringing a message up to date. */
  readonly renderer: LeveledRenderer;
  /** The allow-list, GitLab before GitHub. */
  readonly forges: readonly Forge[];
  readonly translator: Translator;
  readonly drawChart: DrawChart;
  /** Told to whoever asks to be forgotten. */
  readonly retention: Retention;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly wait: Wait;
  /** Telegram ids that may use the bot, the operator first. Empty: whoever sends the claim code. */
  readonly allowedUsers: readonly string[];
  /** `null`: nobody can claim the bot any more. */
  readonly claimCode: string | null;
  /** A link that opens the page to this person once, within minutes; `null`: there is no page. */
  readonly linkToPage: ((personId: string) => Promise<string>) | null;
  /** Unguessable, at most 40 characters of `[A-Za-z0-9_-]`. */
  readonly randomId: () => string;
  /** A way into a forge that passes the gate for people's own commands. */
  readonly openSession: (who: OpenAccount | TokenOnly) => ForgeSession;
  /** Feeds came or went: the scheduler should look now. */
  readonly onFeedsChanged: () => void;
  /** Messages that are still owed to a chat. */
  readonly countWaiting: (chatKey: string) => Promise<number>;
  /** Takes or renews the right to poll; false while another process holds it. */
  readonly holdPolling: () => Promise<boolean>;
  /** The bot token is refused: nothing works until the operator changes it. */
  readonly onFatal: (error: DeliveryError) => void;
}

/** A token that is not linked yet. */
export interface TokenOnly {
  readonly forge: Forge;
  readonly secret: Secret;
}
