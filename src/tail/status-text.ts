import { SECOND } from '../domain/time.js';

/** How things stand, for the line at the foot of a terminal. */
export interface TailStatus {
  readonly projects: readonly string[];
  readonly lastReadAt: Date | null;
  /** From the forge's time of the last event to the look that showed it; `null`: there was none. */
  readonly lagSeconds: number | null;
  readonly requestsLeft: number | null;
  readonly isAway: boolean;
}

const MAX_NAMES = 2;

export function statusText(status: TailStatus, now: Date): string {
  const { lastReadAt, lagSeconds, requestsLeft, isAway } = status;
  const facts = [
    watched(status),
    isAway ? 'no answer, trying again' : null,
    lastReadAt === null ? 'first look' : `looked ${ago(now.getTime() - lastReadAt.getTime())} ago`,
    lagSeconds === null ? null : `last event seen after ${ago(lagSeconds * SECOND)}`,
    requestsLeft === null ? null : `${requestsLeft.toLocaleString('en')} requests left`,
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

function watched({ projects }: TailStatus): string {
  const more = projects.length - MAX_NAMES;
  const names = projects.slice(0, MAX_NAMES).join(', ');
  return more > 0 ? `${names} and ${more} more` : names;
}

function ago(ms: number): string {
  const seconds = Math.max(0, Math.round(ms / SECOND));
  if (seconds < 120) return `${seconds} s`;
  const minutes = Math.round(seconds / 60);
  return minutes < 120 ? `${minutes} min` : `${Math.round(minutes / 60)} h`;
}
