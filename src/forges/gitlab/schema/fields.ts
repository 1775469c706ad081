import { z } from 'zod';
import type { Person } from '../../../domain/forge.js';

/** Instances print their own time zone; everything is kept in UTC so that equal times are equal texts. */
export const time = z.string().transform((value, context) => {
  const date = new Date(value);
  if (!Number.isNaN(date.getTime())) return date.toISOString();
  context.addIssue({ code: 'custom', message: 'not a time' });
  return z.NEVER;
});

export const id = z.number().int().transform(String);
export const text = maybe(z.string());
export const words = text.transform((value) => value ?? '');
export const flag = maybe(z.boolean());
export const moment = maybe(time);
/** Set by people, and linked to. */
export const link = maybe(z.url({ protocol: /^https?$/ }));

export const personSchema = z
  .object({ id, username: z.string(), name: text })
  .transform(({ id, username, name }): Person => ({ id, login: username, name: name ?? username }));

export const somebody = maybe(personSchema);

/** Missing, `null` and odd are one: `null`. */
export function maybe<T>(schema: z.ZodType<T>) {
  return schema
    .nullish()
    .catch(null)
    .transform((value): T | null => value ?? null);
}

/** A list inside an item: odd entries are left out, a missing list is empty. */
export function listOf<T>(schema: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .nullish()
    .catch(null)
    .transform((rows): readonly T[] =>
      (rows ?? []).flatMap((row) => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

export const label = z.union([z.string(), z.object({ name: z.string() }).transform(({ name }) => name)]);
