import { z } from 'zod';
import { ForgeError } from '../../domain/errors.js';

export interface ParsedList<T> {
  readonly items: readonly T[];
  /** How many the server sent, the odd ones included. */
  readonly length: number;
  /** Field paths of the odd ones: never their content. */
  readonly faults: readonly string[];
}

/** Takes what can be understood of a list; an odd item never sinks the others. */
export function parseList<S extends z.ZodType>(schema: S, data: unknown): ParsedList<z.output<S>> {
  if (!Array.isArray(data)) throw new ForgeError('bad-reply', { detail: 'a list was expected' });
  const items: z.output<S>[] = [];
  const faults: string[] = [];
  for (const item of data as readonly unknown[]) {
    const parsed = schema.safeParse(item);
    if (parsed.success) items.push(parsed.data);
    else faults.push(fieldPath(parsed.error));
  }
  return { items, length: data.length, faults };
}

/** The list inside an object, as the Actions API wraps it. */
export function parseWrappedList<S extends z.ZodType>(
  schema: S,
  data: unknown,
  key: string,
): ParsedList<z.output<S>> {
  const wrapper = z.record(z.string(), z.unknown()).safeParse(data);
  return parseList(schema, wrapper.success ? wrapper.data[key] : undefined);
}

export function parseOne<S extends z.ZodType>(schema: S, data: unknown): z.output<S> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ForgeError('bad-reply', { detail: `unexpected value of ${fieldPath(parsed.error)}` });
}

function fieldPath(error: z.ZodError): string {
  const path = error.issues[0]?.path ?? [];
  return path.length === 0 ? '(whole)' : path.map(String).join('.');
}
