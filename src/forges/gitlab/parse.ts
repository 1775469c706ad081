import type { z } from 'zod';
import { ForgeError } from '../../domain/errors.js';

/** What was left out of the lists of one read. */
export interface Drops {
  count: number;
  /** Where the first of them was odd: a field path and a fault, never a value. */
  sample: string | null;
}

/** Parses a list item by item; the odd ones are counted and left out. */
export function parseList<T>(schema: z.ZodType<T>, body: unknown, drops: Drops): readonly T[] {
  if (!Array.isArray(body)) throw new ForgeError('bad-reply', { detail: 'GitLab answered no list' });
  const items: T[] = [];
  for (const row of body) {
    const item = parseItem(schema, row, drops);
    if (item !== null) items.push(item);
  }
  return items;
}

/** `null` for an odd one, which is counted. */
export function parseItem<T>(schema: z.ZodType<T>, row: unknown, drops: Drops): T | null {
  const parsed = schema.safeParse(row);
  if (parsed.success) return parsed.data;
  drops.count += 1;
  drops.sample ??= faultOf(parsed.error);
  return null;
}

/** For a reply that is one thing: odd means `bad-reply`. */
export function parseReply<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  throw new ForgeError('bad-reply', { detail: `GitLab answered something odd at ${faultOf(parsed.error)}` });
}

function faultOf(error: z.ZodError): string {
  const issue = error.issues[0];
  return issue === undefined ? 'unknown' : `${issue.path.join('.') || 'item'}: ${issue.code}`;
}
