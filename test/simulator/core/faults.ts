/** How a route misbehaves. */
export type Fault =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
      readonly body?: string;
      readonly contentType?: string;
    }
  | { readonly kind: 'delay'; readonly milliseconds: number }
  /** Half of the body under the full Content-Length, then the connection closes. */
  | { readonly kind: 'truncate' }
  /** The right body under a wrong type. */
  | { readonly kind: 'content-type'; readonly contentType: string }
  | { readonly kind: 'reset' }
  /** Does what it is asked, and never answers. */
  | { readonly kind: 'mute' }
  /** Does nothing, and never answers. */
  | { readonly kind: 'silence' };

export interface FaultRule {
  readonly method?: string;
  /** Matched against path and query. */
  readonly path: RegExp;
  readonly fault: Fault;
  /** How many requests it hits; for ever when left out. */
  readonly times?: number;
}

/** Faults per route, switched on and off while the server runs. */
export class FaultSwitch {
  readonly #rules: { rule: FaultRule; left: number }[] = [];

  /** Returns how to switch it off again. */
  add(rule: FaultRule): () => void {
    const entry = { rule, left: rule.times ?? Number.POSITIVE_INFINITY };
    this.#rules.push(entry);
    return () => {
      entry.left = 0;
    };
  }

  clear(): void {
    this.#rules.length = 0;
  }

  take(method: string, url: string): Fault | null {
    const entry = this.#rules.find(
      ({ rule, left }) => left > 0 && (rule.method ?? method) === method && rule.path.test(url),
    );
    if (entry === undefined) return null;
    entry.left -= 1;
    return entry.rule.fault;
  }
}
