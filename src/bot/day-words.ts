import {
  type LocalDate,
  localTimeAt,
  utcDay,
  WEEKDAYS,
  type Weekday,
  weekdayOf,
} from '../domain/local-time.js';
import { DAY } from '../domain/time.js';
import type { Texts } from './translator.js';

const TIME = /^(\d{1,2})[:.](\d{2})$/;

/** Minute of the day of `9:30`; `24:00` is 1440. `null` for anything else. */
export function parseTime(word: string): number | null {
  const [, hours, minutes] = TIME.exec(word) ?? [];
  if (hours === undefined || minutes === undefined || Number(minutes) > 59) return null;
  const minute = Number(hours) * 60 + Number(minutes);
  return minute <= 1_440 ? minute : null;
}

export function printTime(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

const NAMES: Readonly<Record<string, readonly Weekday[]>> = {
  daily: WEEKDAYS,
  everyday: WEEKDAYS,
  weekdays: WEEKDAYS.slice(0, 5),
  weekend: WEEKDAYS.slice(5),
  ежедневно: WEEKDAYS,
  будни: WEEKDAYS.slice(0, 5),
  выходные: WEEKDAYS.slice(5),
};

/** Days named by words such as `mon-fri`, `sat,sun` or `weekend`; without any every day. `null`: a word is none. */
export function parseDays(words: readonly string[]): readonly Weekday[] | null {
  if (words.length === 0) return WEEKDAYS;
  const named = words.map(daysIn);
  if (named.includes(null)) return null;
  return WEEKDAYS.filter((day) => named.some((days) => days?.includes(day)));
}

function daysIn(word: string): readonly Weekday[] | null {
  const lower = word.toLowerCase();
  if (Object.hasOwn(NAMES, lower)) return NAMES[lower] ?? null;
  const [first = '', last = first, ...rest] = lower.split('-');
  const [from, to] = [dayNamed(first), dayNamed(last)];
  if (from === -1 || to === -1 || rest.length > 0) return null;
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, index) => WEEKDAYS[(from + index) % 7] ?? 'mon');
}

/** In English by its first letters, three or more; in Russian by two letters, or as it is said after a preposition, too. */
const DAY_FORMS = [
  /^(?:mon[a-z]{0,6}|пн|понедельник)$/,
  /^(?:tue[a-z]{0,6}|вт|вторник)$/,
  /^(?:wed[a-z]{0,6}|ср|сред[ау])$/,
  /^(?:thu[a-z]{0,6}|чт|четверг)$/,
  /^(?:fri[a-z]{0,6}|пт|пятниц[ау])$/,
  /^(?:sat[a-z]{0,6}|сб|суббот[ау])$/,
  /^(?:sun[a-z]{0,6}|вс|воскресенье)$/,
];

function dayNamed(word: string): number {
  return DAY_FORMS.findIndex((form) => form.test(word));
}

/** Runs of three days and more are shown by their ends: `Mon–Fri`. */
export function printDays(t: Texts, days: readonly Weekday[]): string {
  if (days.length === WEEKDAYS.length) return t('days.every');
  const chosen = WEEKDAYS.map((day) => days.includes(day));
  const parts: string[] = [];
  for (let from = 0; from < chosen.length; from += 1) {
    if (chosen[from] !== true) continue;
    let to = from;
    while (chosen[to + 1] === true) to += 1;
    const names = WEEKDAYS.slice(from, to + 1).map((day) => t(`days.${day}`));
    parts.push(names.length < 3 ? names.join(', ') : `${names[0] ?? ''}–${names.at(-1) ?? ''}`);
    from = to;
  }
  return parts.join(', ');
}

/** With the day, unless it is today's. */
export function printMoment(t: Texts, zone: string, at: Date, now: Date): string {
  const [moment, present] = [localTimeAt(zone, at), localTimeAt(zone, now)];
  const time = printTime(moment.minute);
  const isToday = moment.day === present.day && at.getTime() - now.getTime() < DAY;
  return isToday ? time : `${t(`days.${weekdayOf(moment)}`)} ${time}`;
}

/** Day and month: `Nov 12`. */
export function printShortDate(t: Texts, date: LocalDate): string {
  const format = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const;
  return utcDay(date).toLocaleDateString(t('web.language'), format);
}

/** In whatever order. */
export function areSameDays(one: readonly Weekday[], other: readonly Weekday[]): boolean {
  return one.length === other.length && other.every((day) => one.includes(day));
}
