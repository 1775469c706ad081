/** What happens to the threads of merge requests on either forge. */
export interface ThreadWorld {
  /** Resolves the thread of this comment. */
  resolveThread(path: string, number: number, commentId: string, by: string): void;
  reopenThread(path: string, number: number, commentId: string, by: string): void;
}
