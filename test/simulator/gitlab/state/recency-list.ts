interface Entry<T> {
  readonly item: T;
  older: Entry<T> | null;
  newer: Entry<T> | null;
}

/** Items in the order of their last change: a change costs the same however many there are. */
export class RecencyList<T extends { readonly updatedAt: number }> {
  readonly #entries = new Map<T, Entry<T>>();
  #newest: Entry<T> | null = null;

  /** Call after `updatedAt` was set to the present. */
  touch(item: T): void {
    const known = this.#entries.get(item);
    if (known !== undefined && known === this.#newest) return;
    if (known !== undefined) this.#unlink(known);
    const entry: Entry<T> = { item, older: this.#newest, newer: null };
    if (this.#newest !== null) this.#newest.newer = entry;
    this.#newest = entry;
    this.#entries.set(item, entry);
  }

  /** Items changed at `since` or later, newest first. */
  changedSince(since: number): T[] {
    const items: T[] = [];
    for (let entry = this.#newest; entry !== null && entry.item.updatedAt >= since; entry = entry.older) {
      items.push(entry.item);
    }
    return items;
  }

  #unlink(entry: Entry<T>): void {
    if (entry.older !== null) entry.older.newer = entry.newer;
    if (entry.newer !== null) entry.newer.older = entry.older;
  }
}
