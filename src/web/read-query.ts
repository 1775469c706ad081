import type { Account } from '../domain/account.js';
import type { PageEnd, Progress, TimelineFilter } from '../domain/ports/timeline-store.js';
import { DAY } from '../domain/time.js';
import { TOPICS } from '../domain/topic.js';
import type { AnyEventDefinition } from '../events/index.js';

/** What stands in an address, by name; what is not there is `undefined`. */
export type Query = (name: string) => string | undefined;

export interface ReadFilter {
  readonly filter: TimelineFilter;
  /** Names of the parameters that make no sense. */
  readonly faults: readonly string[];
}

const MAX_TEXT = 300;
const MAX_WORDS = 20;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
/** Far beyond four digits of a year the database has no times; without its zone a time would be that of this machine. */
const TIME = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?:Z|[+-]\d{2}:\d{2})$/;
/** A plus that nobody encoded arrives as a blank. */
const BARE_ZONE = / (?=\d{2}:\d{2}$)/;

export function readFilter(query: Query, definitions: readonly AnyEventDefinition[]): ReadFilter {
  const faults: string[] = [];
  const text = (name: string): string | null => {
    const value = (query(name) ?? '').trim();
    // No text of PostgreSQL holds a NUL.
    const isText = value.length <= MAX_TEXT && !value.includes('\0');
    if (!isText) faults.push(name);
    return value === '' || !isText ? null : value;
  };
  const time = (name: string, daysLater: number): Date | null => {
    const value = text(name);
    const date = value === null ? null : toDate(value, daysLater);
    if (value !== null && date === null) faults.push(name);
    return date;
  };
  // No name of a branch has a blank in it; people set commas, too.
  const words = (name: string): readonly string[] | null => {
    const values = [...new Set(text(name)?.split(/,?\s+/))];
    if (values.length > MAX_WORDS) faults.push(name);
    return values.length === 0 || values.length > MAX_WORDS ? null : values;
  };
  const topic = text('topic');
  if (topic !== null && !(TOPICS as readonly string[]).includes(topic)) faults.push('topic');
  const type = text('type');
  if (type !== null && definitions.every((one) => one.type !== type)) faults.push('type');
  const filter = {
    projectPath: text('project'),
    types: typesOf(topic, type, definitions),
    actor: text('person')?.replace(/^@/, '').toLowerCase() ?? null,
    branches: words('branch'),
    from: time('from', 0),
    to: time('to', 1),
  };
  return { filter, faults };
}

function typesOf(
  topic: string | null,
  type: string | null,
  definitions: readonly AnyEventDefinition[],
): readonly string[] | null {
  if (type !== null) return [type];
  if (topic === null) return null;
  return definitions.filter((one) => one.topic === topic).map((one) => one.type);
}

/** A day counts whole. */
function toDate(text: string, daysLater: number): Date | null {
  const day = text.slice(0, 10);
  if (DATE.test(text)) return isDay(day) ? new Date(Date.parse(day) + daysLater * DAY) : null;
  const time = parseTime(text.replace(BARE_ZONE, '+'));
  return isDay(day) ? time : null;
}

/** JavaScript takes the 30th of February for the 2nd of March. */
function isDay(day: string): boolean {
  const date = new Date(`${day}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(day);
}

function parseTime(text: string): Date | null {
  const time = new Date(text);
  return TIME.test(text) && !Number.isNaN(time.getTime()) ? time : null;
}

export function writePageEnd({ at, position }: PageEnd): string {
  return `${at.toISOString()}~${position}`;
}

/** `null`: the first page, also for what was never written. */
export function readPageEnd(text: string | undefined): PageEnd | null {
  const [time = '', position = ''] = (text ?? '').split('~');
  const at = parseTime(time);
  return at !== null && isPosition(position) ? { at, position } : null;
}

export function writeProgress(progress: Progress): string {
  return [...progress].map(([id, position]) => `${id}:${position}`).join(',');
}

/** `null`: it is nothing that was ever written. Of accounts that are gone nothing is left; a refused one may be back. */
export function readProgress(text: string, accounts: readonly Pick<Account, 'id'>[]): Progress | null {
  const parts = text.split(',').map((part) => part.split(':'));
  const progress = new Map<string, string>();
  if (text === '') return progress;
  for (const [id = '', position = '', ...rest] of parts) {
    if (rest.length > 0 || !isPosition(position)) return null;
    if (accounts.some((one) => one.id === id)) progress.set(id, position);
  }
  return progress;
}

/** A 64-bit number. */
function isPosition(text: string): boolean {
  return /^\d{1,18}$/.test(text);
}
