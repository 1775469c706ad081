import type { Update } from 'telegraf/types';

export interface UpdateQueue {
  /**
   * Starts what is new of these updates: one chat's in order, different chats' side by side. What ended while they
   * were asked for may be among them, and a server that ignores the offset repeats what ended long ago. False when
   * nothing was new.
   */
  push(updates: readonly Update[]): boolean;
  /** Where the next look must begin so that everything unfinished is delivered again; `null` before the first update. */
  offset(): number | null;
  hasUnfinished(): boolean;
  /** Resolves when nothing is under way. */
  idle(): Promise<void>;
  /** Forgets the place, as after another process polled. */
  reset(): void;
}

/** Of what ended; a request brings at most a hundred. */
const MOST_REMEMBERED = 1_000;

/** Keeps Telegram's promise and ours apart: an update is confirmed only once its handler has ended, well or not. */
export function createUpdateQueue(
  handle: (update: Update) => Promise<void>,
  onFinished: () => void,
): UpdateQueue {
  const chats = new Map<string, Promise<void>>();
  const unfinished = new Set<number>();
  const finished = new Set<number>();
  let highest: number | null = null;

  function offset(): number | null {
    return unfinished.size > 0 ? Math.min(...unfinished) : highest === null ? null : highest + 1;
  }

  async function run(update: Update, before: Promise<void>): Promise<void> {
    await before;
    await handle(update);
    unfinished.delete(update.update_id);
    finished.add(update.update_id);
    for (const id of finished) {
      if (finished.size <= MOST_REMEMBERED) break;
      finished.delete(id);
    }
    onFinished();
  }

  function start(update: Update): void {
    const chat = chatOf(update);
    unfinished.add(update.update_id);
    highest = Math.max(highest ?? 0, update.update_id);
    const running = run(update, chats.get(chat) ?? Promise.resolve());
    chats.set(chat, running);
    void running.finally(() => {
      if (chats.get(chat) === running) chats.delete(chat);
    });
  }

  return {
    push(updates) {
      const fresh = updates.filter(({ update_id: id }) => !unfinished.has(id) && !finished.has(id));
      for (const update of fresh) start(update);
      return fresh.length > 0;
    },
    offset,
    hasUnfinished: () => unfinished.size > 0,
    async idle() {
      while (chats.size > 0) await Promise.all(chats.values());
    },
    reset() {
      highest = null;
      finished.clear();
    },
  };
}

/** Updates of one chat keep their order; those without a chat keep their sender's. */
function chatOf(update: Update): string {
  if ('message' in update) return String(update.message.chat.id);
  if ('edited_message' in update) return String(update.edited_message.chat.id);
  if ('my_chat_member' in update) return String(update.my_chat_member.chat.id);
  if ('callback_query' in update) {
    const { message, from } = update.callback_query;
    return String(message?.chat.id ?? from.id);
  }
  return 'other';
}
