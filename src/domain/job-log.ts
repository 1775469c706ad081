/** How the log of one job ends. */
export interface JobLog {
  readonly name: string;
  readonly url: string | null;
  readonly isRunning: boolean;
  /** Plain text, free of tokens; empty when nothing is written yet. `null`: the forge keeps it no longer. */
  readonly end: string | null;
}

/** More buttons than these make a wall of them. */
export const MAX_LOG_BUTTONS = 6;

/** Whoever asks for them by name puts up with more. */
export const MAX_LOG_CHOICES = 30;

/** What a button carries that shows a job's log to whoever presses it. */
export function jobLogAction(watchId: string, jobId: string): string {
  return `j:${watchId}:${jobId}`;
}
