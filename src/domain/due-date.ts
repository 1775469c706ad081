import { DAY } from './time.js';

/** When the day begins that is so many days before the date. UTC stands for a time zone that no forge tells. */
export function daysBefore(dueOn: string, days: number): Date {
  return new Date(Date.parse(`${dueOn}T00:00:00Z`) - days * DAY);
}

/** 0 on the date itself, 1 on the day before it, below 0 when it is past. */
export function daysLeft(dueOn: string, now: Date): number {
  return Math.ceil((daysBefore(dueOn, 0).getTime() - now.getTime()) / DAY);
}
