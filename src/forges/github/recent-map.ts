/** A map for a cursor: it forgets the entries that were used longest ago. */
export class RecentMap<V> {
  readonly #entries: Map<string, V>;
  readonly #limit: number;

  constructor(entries: readonly (readonly [string, V])[], limit: number) {
    this.#entries = new Map(entries);
    this.#limit = limit;
  }

  get(key: string): V | undefined {
    const value = this.#entries.get(key);
    if (value !== undefined) this.set(key, value);
    return value;
  }

  set(key: string, value: V): void {
    this.#entries.delete(key);
    this.#entries.set(key, value);
  }

  entries(): [string, V][] {
    return [...this.#entries].slice(-this.#limit);
  }
}
