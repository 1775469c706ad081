/** What passes between the daemon and the database's thread. `id` names a connection. */
export type ToDatabase =
  | { readonly kind: 'open'; readonly id: number }
  | { readonly kind: 'data'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'close'; readonly id: number }
  | { readonly kind: 'stop' };

export type FromDatabase =
  | { readonly kind: 'ready' }
  | { readonly kind: 'data'; readonly id: number; readonly bytes: Uint8Array }
  | { readonly kind: 'upkeep-failed'; readonly message: string }
  | { readonly kind: 'failed'; readonly message: string }
  | { readonly kind: 'stopped' };

export interface DatabaseThreadData {
  /** PostgreSQL's own directory. */
  readonly directory: string;
}
