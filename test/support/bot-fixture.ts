import { inspect } from 'node:util';
import type { Update } from 'telegraf/types';
import { createBot, type Bot } from '../../src/bot/bot.js';
import type { BotDeps } from '../../src/bot/bot-deps.js';
import { createTranslator } from '../../src/bot/translator.js';
import { createTelegramChannel } from '../../src/channels/telegram/telegram-channel.js';
import { createTelegram } from '../../src/channels/telegram/telegram-client.js';
import type { Chart } from '../../src/domain/chart.js';
import type { DeliveryError } from '../../src/domain/errors.js';
import type { Forge } from '../../src/domain/forge.js';
import type { Project } from '../../src/domain/project.js';
import { USUAL_RETENTION } from '../../src/domain/retention.js';
import { isWorthOffering } from '../../src/actions/foresee.js';
import { EVENTS } from '../../src/events/index.js';
import { createRenderer } from '../../src/events/render/render-notification.js';
import { FakeForge } from './fake-forge.js';
import { FakePeopleStores } from './fake-people-stores.js';
import { FakeTelegram } from './fake-telegram.js';
import { createMemoryLogger } from './memory-logger.js';

export const GITLAB: Forge = {
  kind: 'gitlab',
  url: 'https://gitlab.example.com',
  apiUrl: 'https://gitlab.example.com/api/v4',
};
export const GITLAB_TWO: Forge = {
  kind: 'gitlab',
  url: 'https://code.example.org/gitlab',
  apiUrl: 'https://code.example.org/gitlab/api/v4',
};
export const GITHUB: Forge = { kind: 'github', url: 'https://github.com', apiUrl: 'https://api.github.com' };

/** Alice is the operator, Bob a member, Charlie nobody. */
export const ALICE = { id: 100, is_bot: false, first_name: 'Alice', language_code: 'en' } as const;
export const BOB = { id: 200, is_bot: false, first_name: 'Bob', language_code: 'en' } as const;
export const CHARLIE = { id: 300, is_bot: false, first_name: 'Charlie', language_code: 'en' } as const;
export type User = { readonly id: number; readonly is_bot: boolean; readonly first_name: string };

export const GROUP = { id: -1001, type: 'supergroup', title: 'Team' } as const;

export const ALICE_TOKEN = 'glpat-alice-secret-000000000001';
export const BOB_TOKEN = 'glpat-bob-secret-00000000000002';
export const GITHUB_TOKEN = 'ghp_alice0secret0000000000000000003';

const SENDING = ['sendMessage', 'sendPhoto'];
const EDITING = ['editMessageText', 'editMessageMedia'];

/** What a person sees of a message. */
export interface Shown {
  readonly text: string;
  readonly buttons: readonly { readonly text: string; readonly data?: string; readonly url?: string }[];
  readonly payload: Readonly<Record<string, unknown>>;
}

/** The real bot in front of a Telegram on loopback, with stores and forges in memory. */
export class BotFixture {
  readonly stores = new FakePeopleStores();
  readonly gitlab = new FakeForge('gitlab');
  readonly github = new FakeForge('github');
  readonly log = createMemoryLogger();
  readonly fatal: DeliveryError[] = [];
  readonly waits: number[] = [];
  readonly charts: Chart[] = [];
  /** What becomes of a chart; `null` where none can be drawn. */
  drawn: (chart: Chart) => Buffer | null = ({ title, theme }) => Buffer.from(`picture of ${title}, ${theme}`);
  /** Which message shows it. */
  readonly #ids = new WeakMap<Shown, number>();
  readonly telegram: FakeTelegram;
  readonly bot: Bot;
  now = new Date('2026-03-02T10:00:00Z');
  feedsChanged = 0;
  isHolder: () => Promise<boolean> = () => Promise.resolve(true);
  /** Calls to Telegram of which it is known how many sent something, and how many did. */
  #counted = 0;
  #sent = 0;
  #nextUpdate = 1;
  #nextMessage = 5000;
  #nextId = 1;

  private constructor(telegram: FakeTelegram, settings: Partial<BotDeps>) {
    this.telegram = telegram;
    const client = createTelegram({ token: telegram.token, apiRoot: telegram.apiRoot });
    this.bot = createBot({
      telegram: client,
      fetch,
      channel: createTelegramChannel({ telegram: client, logger: this.log }),
      stores: this.stores.stores,
      adapters: { gitlab: this.gitlab.adapter, github: this.github.adapter },
      actions: { gitlab: this.gitlab.actions, github: this.github.actions },
      renderer: createRenderer(EVENTS, isWorthOffering),
      forges: [GITLAB, GITLAB_TWO, GITHUB],
      translator: createTranslator(),
      retention: USUAL_RETENTION,
      drawChart: (chart) => {
        this.charts.push(chart);
        return Promise.resolve(this.drawn(chart));
      },
      clock: () => this.now,
      logger: this.log,
      wait: (ms, signal) => this.#wait(ms, signal),
      allowedUsers: [String(ALICE.id), String(BOB.id)],
      claimCode: null,
      linkToPage: (personId) => Promise.resolve(`https://forgewatch.example.com/enter?key=of-${personId}`),
      randomId: () => `id${String(this.#nextId++)}`,
      openSession: ({ forge, secret }) => ({
        forge,
        secret,
        gate: { admit: () => Promise.resolve(), report: () => undefined },
        signal: new AbortController().signal,
      }),
      onFeedsChanged: () => void (this.feedsChanged += 1),
      countWaiting: () => Promise.resolve(0),
      holdPolling: () => this.isHolder(),
      onFatal: (error) => void this.fatal.push(error),
      ...settings,
    });
  }

  static async start(settings: Partial<BotDeps> = {}): Promise<BotFixture> {
    return new BotFixture(await FakeTelegram.start(), settings);
  }

  async stop(): Promise<void> {
    await this.bot.stop();
    await this.telegram.stop();
  }

  /** Long pauses last until the end of the test, short ones not at all. */
  #wait(ms: number, signal: AbortSignal): Promise<void> {
    this.waits.push(ms);
    return new Promise((resolve) => {
      if (signal.aborted) return resolve();
      if (ms < 10_000) return void setImmediate(resolve);
      signal.addEventListener('abort', () => resolve(), { once: true });
    });
  }

  /** A message of `from`, in private or in `chat`; returns what the bot answered to it. */
  async say(
    from: User,
    text: string,
    more: { readonly chat?: object } & Record<string, unknown> = {},
  ): Promise<readonly Shown[]> {
    return this.handle({ message: this.message(from, text, more) });
  }

  message(from: User, text: string, more: Record<string, unknown> = {}): object {
    const chat = { id: from.id, type: 'private', first_name: from.first_name };
    return { message_id: this.#nextMessage++, date: 0, chat, from, text, ...more };
  }

  /** Presses the button of `shown` whose label contains `label`. */
  async press(from: User, shown: Shown | undefined, label: string, chat?: object): Promise<readonly Shown[]> {
    const button = shown?.buttons.find((one) => one.text.includes(label));
    if (button?.data === undefined) throw new Error(`no button "${label}" on: ${shown?.text ?? 'nothing'}`);
    const messageId = shown === undefined ? undefined : this.#ids.get(shown);
    return this.pressData(from, button.data, chat, messageId === undefined ? {} : { messageId });
  }

  async pressData(
    from: User,
    data: string,
    chat?: object,
    on: { readonly messageId?: number; readonly queryId?: string } = {},
  ): Promise<readonly Shown[]> {
    const { messageId = Math.max(1, this.#lastSent()), queryId = `query-${String(this.#nextUpdate)}` } = on;
    const message = { message_id: messageId, date: 0, chat: chat ?? { id: from.id, type: 'private' } };
    return this.handle({ callback_query: { id: queryId, chat_instance: 'x', from, message, data } });
  }

  /** Gives the bot one update and returns the messages that it sent or rewrote. */
  async handle(update: object): Promise<readonly Shown[]> {
    const before = this.telegram.calls.length;
    let lastId = this.#lastSent();
    await this.bot.handleUpdate({ update_id: this.#nextUpdate++, ...update } as Update);
    return this.telegram.calls
      .slice(before)
      .filter(({ method }) => SENDING.includes(method) || EDITING.includes(method))
      .map(({ method, payload }) => {
        const shown = toShown(payload);
        if (SENDING.includes(method)) lastId += 1;
        this.#ids.set(shown, SENDING.includes(method) ? lastId : Number(payload.message_id));
        return shown;
      });
  }

  /** The last text that popped up over the chat. */
  alert(): string {
    const text = this.telegram.of('answerCallbackQuery').at(-1)?.text;
    return typeof text === 'string' ? text : '';
  }

  /** Everything that was logged, as deep as it goes. */
  logText(): string {
    return inspect(this.log.entries, { depth: null, maxStringLength: null, maxArrayLength: null });
  }

  /** Links an account on the first GitLab, whose token sees these projects; what that asked of it is forgotten. */
  async link(from: User, secret: string, login: string, projects: readonly Project[]): Promise<void> {
    this.gitlab.allow(GITLAB, secret, { login, projects });
    await this.say(from, `/token ${GITLAB.url} ${secret}`);
    this.gitlab.requests.length = 0;
  }

  #lastSent(): number {
    const { calls } = this.telegram;
    const more = calls.slice(this.#counted).filter(({ method }) => SENDING.includes(method));
    this.#counted = calls.length;
    return (this.#sent += more.length);
  }
}

export function toShown(payload: Readonly<Record<string, unknown>>): Shown {
  const markup = payload.reply_markup as
    | {
        readonly inline_keyboard: readonly (readonly {
          text: string;
          url?: string;
          callback_data?: string;
        }[])[];
      }
    | undefined;
  const {
    text: words,
    caption,
    media,
  } = payload as Partial<Record<'text' | 'caption', string>> & {
    readonly media?: { readonly caption?: string };
  };
  return {
    text: String(words ?? caption ?? media?.caption).replaceAll('\u2060', ''),
    buttons: (markup?.inline_keyboard ?? []).flat().map(({ text, url, callback_data: data }) => ({
      text,
      ...(url === undefined ? {} : { url }),
      ...(data === undefined ? {} : { data }),
    })),
    payload,
  };
}
