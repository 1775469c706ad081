import { systemClock } from './system-clock.js';
import { measureActivity, recentRequests } from './activity.js';
import type { DaemonProcess } from './daemon-process.js';
import type { DemoForge } from './demo-world.js';
import { type MessageView, viewMessage } from './message-view.js';
import { PANEL, type PanelAction } from './panel.js';
import type { TelegramSimulator } from '../telegram/start-telegram.js';

const KEPT_HAPPENINGS = 30;
const KEPT_REQUESTS = 12;

export interface Happening {
  readonly at: string;
  readonly text: string;
  readonly isTrouble: boolean;
}

/** A file as the page sends it. */
export interface SentFile {
  readonly name: string;
  readonly type: string;
  readonly base64: string;
}

/** What the page shows and does, apart from how it is served. */
export class Demo {
  readonly viewerId: number;
  readonly telegram: TelegramSimulator;
  readonly forges: readonly DemoForge[];
  readonly daemon: DaemonProcess;
  readonly #groupId: number;
  readonly #happenings: Happening[] = [];
  /** The bot deletes a message with a token at once, so that no page can know that it was sent. */
  readonly #sentTokens = new Set<string>();
  #hasActed = false;

  constructor(parts: {
    readonly viewerId: number;
    readonly groupId: number;
    readonly telegram: TelegramSimulator;
    readonly forges: readonly DemoForge[];
    readonly daemon: DaemonProcess;
  }) {
    this.viewerId = parts.viewerId;
    this.#groupId = parts.groupId;
    this.telegram = parts.telegram;
    this.forges = parts.forges;
    this.daemon = parts.daemon;
  }

  get chatIds(): readonly number[] {
    return [this.viewerId, this.#groupId];
  }

  chats(): unknown {
    return this.chatIds.map((id) => ({
      id,
      title: id === this.viewerId ? 'Forgewatch' : this.telegram.world.chat(id).title,
      subtitle: id === this.viewerId ? 'bot' : 'group: you, Bob, Carol, Forgewatch',
      commands: this.telegram.world.commands(id, this.viewerId),
    }));
  }

  messages(): readonly MessageView[] {
    const { world } = this.telegram;
    return this.chatIds
      .flatMap((id) => world.messages(id))
      .filter((message) => !message.isDeleted)
      .map((message) => viewMessage(world, message, this.viewerId));
  }

  /** A picture of one of the chats. */
  photo(fileId: string): Buffer | null {
    const { world } = this.telegram;
    const messages = this.chatIds.flatMap((id) => world.messages(id));
    return messages.find(({ file }) => file?.id === fileId)?.file?.content ?? null;
  }

  panel(): unknown {
    return {
      forges: this.forges.map((forge) => ({
        kind: forge.kind,
        name: forge.name,
        path: forge.project.path,
        token: forge.token,
        isBroken: forge.mend !== null,
        isTokenRevoked: forge.isTokenRevoked,
        isTokenSent: this.#sentTokens.has(forge.token),
        canReopen: forge.closedMergeRequest !== null,
        canNote: forge.noteInternally !== null,
      })),
      actions: PANEL.map(({ id, group, label }) => ({ id, group, label })),
      hasActed: this.#hasActed,
      daemon: { state: this.daemon.state, lastExit: this.daemon.lastExit },
    };
  }

  activity(): unknown {
    const logs = {
      ...Object.fromEntries(this.forges.map((forge) => [forge.name, forge.server.log])),
      Telegram: this.telegram.server.log,
    };
    const now = systemClock();
    return {
      systems: Object.entries(logs).map(([name, log]) => measureActivity(name, log, now)),
      requests: recentRequests(logs, KEPT_REQUESTS),
      happenings: this.#happenings,
      log: this.daemon.log.slice(-60),
    };
  }

  say(chatId: number, text: string, replyTo: number | undefined): number {
    for (const { token } of this.forges) if (text.includes(token)) this.#sentTokens.add(token);
    const options = replyTo === undefined ? {} : { replyTo };
    return this.telegram.world.send(this.viewerId, chatId, text, options).id;
  }

  sendFile(
    chatId: number,
    {
      text,
      file,
      replyTo,
    }: { readonly text: string; readonly file: SentFile; readonly replyTo: number | undefined },
  ): number {
    const { name, type, base64 } = file;
    const kind = type.startsWith('image/') ? 'photo' : type.startsWith('video/') ? 'video' : 'document';
    const seed = { kind, name, content: Buffer.from(base64, 'base64'), caption: text } as const;
    const options = replyTo === undefined ? {} : { replyTo };
    return this.telegram.world.sendFile(this.viewerId, chatId, seed, options).id;
  }

  /** Does what a button of the panel says; returns the sentence for the activity log. */
  act(forgeKind: string, actionId: string): string {
    const forge = this.forges.find((one) => one.kind === forgeKind);
    const action = PANEL.find((one) => one.id === actionId);
    if (forge === undefined || action === undefined) throw new RangeError('No such button');
    const text = runAction(action, forge);
    this.#hasActed = true;
    this.note(`${forge.name}: ${text}`);
    return text;
  }

  note(text: string, isTrouble = false): void {
    this.#happenings.unshift({ at: systemClock().toISOString(), text, isTrouble });
    this.#happenings.length = Math.min(this.#happenings.length, KEPT_HAPPENINGS);
  }
}

/** What the panel remembers may be gone, because people act from the chat as well: forget it and try once more. */
function runAction(action: PanelAction, forge: DemoForge): string {
  try {
    return action.run(forge);
  } catch {
    forge.myMergeRequest = null;
    forge.closedMergeRequest = null;
    forge.theirMergeRequest = null;
    forge.runningPipeline = null;
    forge.lastPipeline = null;
    forge.myComment = null;
    return action.run(forge);
  }
}
