import type { TelegramWorld } from '../../simulator/telegram/telegram-world.js';
import type { WorldEvent } from '../../simulator/telegram/world-types.js';
import { type Happening, SILENT_KINDS } from './happenings.js';

interface Told {
  firstAt: number;
  times: number;
}

/** What was told in the chats, and when. */
export class ToldMessages {
  /** New messages and edits. */
  calls = 0;
  /** Messages that make a sound and tell nothing that had to be told, by their first line. */
  readonly unexpected: string[] = [];
  readonly #happenings: readonly Happening[];
  readonly #told = new Map<string, Told>();

  constructor(world: TelegramWorld, happenings: readonly Happening[]) {
    this.#happenings = happenings;
    world.onEvent((event) => this.#note(event));
  }

  /** Seconds from the forge's time to the Telegram call. */
  lags(choose: (happening: Happening) => boolean): readonly number[] {
    return this.#happenings.filter(choose).flatMap(({ marker, at }) => {
      const told = this.#told.get(marker);
      return told === undefined ? [] : [(told.firstAt - at) / 1_000];
    });
  }

  missing(): readonly Happening[] {
    return this.#happenings.filter(({ marker }) => !this.#told.has(marker));
  }

  repeats(): number {
    return [...this.#told.values()].reduce((sum, { times }) => sum + times - 1, 0);
  }

  #note(event: WorldEvent): void {
    if ((event.kind !== 'message' && event.kind !== 'edited') || event.message.from !== 'bot') return;
    this.calls += 1;
    const { chatId, text, isSilent } = event.message;
    const markers: readonly string[] = text.match(/\bm\d+m\b/g) ?? [];
    const told = this.#happenings.filter(
      (one) => one.chatId === chatId && markers.includes(one.marker) && one.told.test(text),
    );
    for (const happening of told) this.#count(happening, event);
    const isLoud = event.kind === 'message' && !isSilent;
    const isExpected = this.#happenings.some(
      (one) => one.chatId === chatId && markers.includes(one.marker) && one.follows?.test(text) === true,
    );
    if (isLoud && told.length === 0 && !isExpected)
      this.unexpected.push(`to ${chatId}: ${text.slice(0, 160)}`);
  }

  /** A repeated edit shows the same card again; a repeated message is one too many. */
  #count(
    { marker, kind }: Happening,
    { kind: event, message }: Extract<WorldEvent, { message: object }>,
  ): void {
    const isEdit = event === 'edited';
    if (isEdit && !SILENT_KINDS.has(kind)) return;
    const before = this.#told.get(marker);
    const at = (isEdit ? message.editedAt : message.sentAt) ?? message.sentAt;
    if (before === undefined) this.#told.set(marker, { firstAt: at.getTime(), times: 1 });
    else if (!isEdit) before.times += 1;
  }
}
