const MOST_REMEMBERED = 10_000;

/**
 * Pushes in whose commits nobody is named, as whoever looked first has found: the others of a team are spared a request
 * each. Nothing of it is ever told.
 */
export class QuietPushes {
  readonly #names = new Set<string>();

  has(name: string): boolean {
    return this.#names.has(name);
  }

  add(name: string): void {
    this.#names.add(name);
    const [oldest] = this.#names;
    if (this.#names.size > MOST_REMEMBERED && oldest !== undefined) this.#names.delete(oldest);
  }
}
