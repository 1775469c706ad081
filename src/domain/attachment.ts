/** A file of the chat as its message tells of it. The file itself is fetched when it is used, and not before. */
export interface Attachment {
  /** By which Telegram gives it out. */
  readonly fileId: string;
  /** Stays the same when the same file is sent again. */
  readonly uniqueId: string;
  /** Fit for a forge: no path, nothing that means something in Markdown, short. */
  readonly name: string;
  /** In bytes; `null`: not told. */
  readonly size: number | null;
}

/** A file as a forge takes it. */
export interface FileContent {
  readonly name: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}
