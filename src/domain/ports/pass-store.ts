/** `link`: opens the page once. `session`: what the browser shows from then on. `api`: what another system shows. */
export type PassKind = 'link' | 'session' | 'api';

/** Ways into the page. Only hashes are kept: who reads the database gets in nowhere. */
export interface PassStore {
  put(pass: {
    readonly hash: string;
    readonly kind: PassKind;
    readonly personId: string;
    readonly now: Date;
    readonly expiresAt: Date;
  }): Promise<void>;
  /** Whose it is; `null`: nobody's, or too old. */
  find(hash: string, kind: PassKind, now: Date): Promise<string | null>;
  /** The same, and it is gone: of two who take it one gets in. */
  take(hash: string, kind: PassKind, now: Date): Promise<string | null>;
  /** Ends all of a person's, or those of one kind. */
  revoke(personId: string, kind: PassKind | null): Promise<void>;
}
