import type { TailSettings } from '../../config/tail.js';
import type { Screen } from '../channels/terminal/screen.js';
import { toDeliveryError } from '../channels/terminal/terminal-channel.js';
import { DeliveryError } from '../domain/errors.js';
import { line, type Message } from '../domain/message.js';
import type { EventNotification, Notice, Notification } from '../domain/notification.js';
import type { Channel } from '../domain/ports/channel.js';
import type { Translate } from '../domain/ports/translator.js';
import type { Clock } from '../domain/time.js';
import type { Renderer } from '../events/render/render-notification.js';
import { isAbout } from './about-person.js';
import { toEventJson } from './event-json.js';
import type { FormatTime } from './format-time.js';
import { READER } from './open-account.js';

/** What is owed, as the poll store has it. */
export interface Owing {
  readonly owed: readonly Notification[];
  settle(notification: Notification): void;
}

export interface TellerDeps {
  readonly store: Owing;
  readonly settings: Pick<TailSettings, 'username' | 'isJson'>;
  readonly screen: Pick<Screen, 'print' | 'note'>;
  readonly terminal: Channel;
  readonly desktop: Channel | null;
  readonly renderer: Renderer;
  readonly t: Translate;
  readonly formatTime: FormatTime;
  readonly clock: Clock;
  readonly forgeUrlOf: (accountId: string) => string;
  /** After something was told. */
  readonly onTold: () => Promise<void>;
  readonly onNotice: (notice: Notice) => void;
  /** Nobody reads any more, or the output cannot take it. What was not told stays owed. */
  readonly onLost: (error: DeliveryError) => void;
  readonly onFault: (what: string) => void;
}

const ADDRESS = { chatId: READER, topicId: null };
/** More calls at once are one call. */
const MOST_CALLS = 3;

/** Tells what is owed, in the order in which it happened. */
export class Teller {
  readonly #deps: TellerDeps;
  #isOpen = false;
  #isLost = false;
  #isDesktopLost = false;
  #telling: Promise<void> = Promise.resolve();
  /** Beside the telling: a desktop may take its time. */
  #calling: Promise<void> = Promise.resolve();

  constructor(deps: TellerDeps) {
    this.#deps = deps;
  }

  /** Nothing is told before: what a first look shows is put in order first. */
  open(): Promise<void> {
    this.#isOpen = true;
    return this.tell();
  }

  /** Resolves when the desktop was called for all that was told. */
  get called(): Promise<void> {
    return this.#calling;
  }

  tell(): Promise<void> {
    this.#telling = this.#telling.then(() => this.#tellOwed());
    return this.#telling;
  }

  async #tellOwed(): Promise<void> {
    const { store, onTold } = this.#deps;
    const owed = [...store.owed].sort((one, other) => timeOf(one) - timeOf(other));
    if (!this.#isOpen || this.#isLost || owed.length === 0) return;
    const calls: EventNotification[] = [];
    for (const notification of owed) {
      const outcome = await this.#tellSafely(notification);
      if (outcome === 'lost') break;
      if (outcome === 'shown' && notification.kind === 'event') calls.push(notification);
      store.settle(notification);
    }
    await onTold();
    this.#calling = this.#calling.then(() => this.#call(calls));
  }

  /** One that cannot be put into words must not keep the others back. */
  async #tellSafely(notification: Notification): Promise<'shown' | 'passed' | 'lost'> {
    const { onLost, onFault } = this.#deps;
    try {
      return (await this.#tellOne(notification)) ? 'shown' : 'passed';
    } catch (error) {
      if (error instanceof DeliveryError) {
        this.#isLost = true;
        onLost(error);
        return 'lost';
      }
      onFault('an event could not be put into words');
      return 'passed';
    }
  }

  /** True for an event that was shown. */
  async #tellOne(notification: Notification): Promise<boolean> {
    const { settings, terminal, onNotice } = this.#deps;
    if (notification.kind !== 'event') {
      if (notification.kind === 'notice') onNotice(notification);
      return false;
    }
    const { event } = notification;
    if (settings.username !== '' && !isAbout(event, settings.username)) return false;
    if (settings.isJson) await this.#printJson(notification);
    else
      await terminal.send(ADDRESS, this.#withTime(notification), {
        replyTo: null,
        isSilent: isSilent(notification),
      });
    return true;
  }

  #withTime(notification: EventNotification): Message {
    const { formatTime, clock } = this.#deps;
    const [first, ...rest] = this.#messageOf(notification).lines;
    const time = formatTime(whenOf(notification, clock()), clock());
    const spans = first?.kind === 'text' ? first.spans : [];
    return { lines: [line({ text: time, style: 'code' }, ' ', ...spans), ...rest] };
  }

  #messageOf(notification: EventNotification): Message {
    return this.#deps.renderer.news([notification], false, this.#deps.t);
  }

  async #printJson(notification: EventNotification): Promise<void> {
    const [first] = this.#messageOf(notification).lines;
    // Behind its mark, which is for eyes.
    const headline = line(...(first?.kind === 'text' ? first.spans.slice(1) : []));
    const event = toEventJson(notification, this.#deps.forgeUrlOf(notification.accountId), headline);
    try {
      await this.#deps.screen.print(`${JSON.stringify(event)}\n`);
    } catch (error) {
      throw toDeliveryError(error);
    }
  }

  /** A desktop that cannot be called is no reason to stop: it is said once. */
  async #call(shown: readonly EventNotification[]): Promise<void> {
    const { desktop, screen, t } = this.#deps;
    const calls = shown.filter((one) => !isSilent(one));
    if (desktop === null || this.#isDesktopLost || calls.length === 0) return;
    const messages =
      calls.length > MOST_CALLS
        ? [
            {
              lines: [
                line(`${calls.length} events`),
                ...calls.map((one) => this.#deps.renderer.short(one, t)),
              ],
            },
          ]
        : calls.map((one) => this.#messageOf(one));
    try {
      for (const message of messages)
        await desktop.send(ADDRESS, message, { replyTo: null, isSilent: false });
    } catch (error) {
      if (!(error instanceof DeliveryError)) throw error;
      this.#isDesktopLost = true;
      await screen.note('There is no way to show notes on this desktop: they come here alone.\n');
    }
  }
}

/** What one did oneself is shown where all is shown, and calls nobody. */
function isSilent({ event }: EventNotification): boolean {
  return !event.wantsAttention || event.isOwnDoing;
}

/** Notices have no time of the forge, and come last. */
function timeOf(notification: Notification): number {
  return notification.kind === 'event' ? (parse(notification.event.at) ?? Infinity) : Infinity;
}

function whenOf({ event }: EventNotification, now: Date): Date {
  const time = parse(event.at);
  return time === null ? now : new Date(time);
}

function parse(text: string): number | null {
  const time = Date.parse(text);
  return Number.isNaN(time) ? null : time;
}
