import { z } from 'zod';

/** Octokit hands integers beyond 2^53 over as BigInt, which no JSON column takes. */
export const numericId = z.union([z.number(), z.bigint(), z.string()]).transform(String);

export const timestamp = z.string().refine((text) => !Number.isNaN(Date.parse(text)), 'not a time');

export const userSchema = z.object({
  id: numericId,
  login: z.string(),
  name: z.string().nullish(),
  type: z.string().nullish(),
});

export type GithubUser = z.infer<typeof userSchema>;

/** `null` where the account was deleted. */
export const userOrGhost = userSchema.nullish().transform((user) => user ?? null);

/** A list inside an item: odd entries are left out, a missing list is empty. */
export function listOf<T>(schema: z.ZodType<T>) {
  return z
    .array(z.unknown())
    .nullish()
    .transform((rows): readonly T[] =>
      (rows ?? []).flatMap((row) => {
        const parsed = schema.safeParse(row);
        return parsed.success ? [parsed.data] : [];
      }),
    );
}

export const repositoryRef = z.object({ id: numericId }).nullish();

/** Empty where whoever deploys gave none. */
export const link = z
  .url({ protocol: /^https?$/ })
  .nullish()
  .catch(null);
