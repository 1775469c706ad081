import { Telegraf } from 'telegraf';
import type { Update } from 'telegraf/types';
import { accessStep } from './access.js';
import { apologise } from './apologise.js';
import type { BotDeps } from './bot-deps.js';
import { connect } from './connect.js';
import { watchCutOff } from './cut-off-actions.js';
import { deskDoor } from './desk/door.js';
import { enterStep, limitStep, pendingStep } from './enter.js';
import { features } from './features/index.js';
import { membershipFeature } from './features/membership.js';
import { albumStep } from './files/first-of-album.js';
import { languageStep } from './language-step.js';
import { publishMenu } from './menu.js';
import { replanFeeds } from './replan-feeds.js';
import type { BotContext } from './turn.js';
import { createUpdatePoller } from './update-poller.js';

export interface Bot {
  /** Answers one update; a handler that fails is logged and apologised for. */
  handleUpdate(update: Update): Promise<void>;
  /** Connects, with retries, and polls. Resolves once connected, or when stopped or refused before that. */
  start(): Promise<void>;
  /** Takes no more updates and lets those under way finish. */
  stop(): Promise<void>;
  /** Publishes the menu of commands; `start` does it too. */
  setCommands(): Promise<void>;
  /** Telegram answers this process, or another one polls. */
  isWell(): boolean;
  /** `null` until connected. */
  username(): string | null;
}

/** A handler that takes longer has hung: telegraf gives it up, and the person gets an apology. */
const HANDLER_TIMEOUT_MS = 90_000;

export function createBot(deps: BotDeps): Bot {
  const stopping = new AbortController();
  const { token, options } = deps.telegram;
  const telegraf = new Telegraf<BotContext>(token, { telegram: options, handlerTimeout: HANDLER_TIMEOUT_MS });
  telegraf.use(membershipFeature(deps), enterStep(deps, stopping.signal), limitStep(deps));
  // Before the access: a desk is there for people who have none.
  telegraf.use(languageStep(deps), albumStep(deps), deskDoor(deps), accessStep(deps));
  telegraf.use(pendingStep(deps), ...features(deps));
  telegraf.catch((error, ctx) => apologise(deps, error, ctx));
  const handleUpdate = (update: Update): Promise<void> => telegraf.handleUpdate(update);
  const poller = createUpdatePoller({ ...deps, settings: deps.stores.settings, handleUpdate });
  let name: string | null = null;
  let cutOff: Promise<void> = Promise.resolve();

  return {
    handleUpdate,
    async start() {
      void replanFeeds(deps).catch((error: unknown) => {
        deps.logger.warn({ error }, 'feeds could not be planned anew, the next start tries again');
      });
      const me = await connect(deps, stopping.signal);
      if (me === null) return;
      telegraf.botInfo = me;
      name = me.username;
      await publishMenu(deps);
      poller.start(me.id);
      cutOff = watchCutOff(deps, stopping.signal);
    },
    async stop() {
      stopping.abort();
      await poller.stop();
      await cutOff;
    },
    setCommands: () => publishMenu(deps),
    isWell: () => name !== null && poller.isWell(),
    username: () => name,
  };
}
