import { z } from 'zod';
import { FULL_PAGE } from '../all-pages.js';
import type { DropTally } from '../drop-tally.js';
import { parseList } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { tagSchema } from '../schema.js';

/** Each is asked for at each look. */
const MAX_PAGES = 10;

const namedSchema = z.tuple([z.string(), z.string()]);

/** Names with their commits. */
export const namesSchema = z.array(namedSchema);

export const tagPageSchema = z.object({
  etag: z.string().nullable(),
  isFull: z.boolean(),
  tags: namesSchema,
});

export type NamedCommit = z.infer<typeof namedSchema>;
export type TagPage = z.infer<typeof tagPageSchema>;

export interface TagPages {
  readonly pages: readonly TagPage[];
  readonly isModified: boolean;
  readonly serverTime: Date | null;
}

/**
 * Sorted by name, a tag may come in anywhere, so that all pages are asked for, each with its own ETag: as long as nothing
 * happens none is charged. After a full page comes one more, which may be empty.
 * https://docs.github.com/en/rest/repos/repos#list-repository-tags
 */
export async function readTagPages(
  project: ProjectReader,
  drops: DropTally,
  known: readonly TagPage[],
): Promise<TagPages> {
  const pages: TagPage[] = [];
  let isModified = false;
  let serverTime: Date | null = null;
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const before = known[page - 1] ?? null;
    const answer = await project.list({
      path: '/tags',
      params: { per_page: FULL_PAGE, page },
      validators: { etag: before?.etag ?? null },
    });
    serverTime = answer.serverTime ?? serverTime;
    isModified ||= answer.isModified || before === null;
    const shown = answer.isModified || before === null ? toPage(answer, drops) : before;
    pages.push(shown);
    if (!shown.isFull) break;
  }
  return { pages, isModified, serverTime };
}

function toPage(
  { data, etag }: { readonly data: unknown; readonly etag: string | null },
  drops: DropTally,
): TagPage {
  const { items, length, faults } = parseList(tagSchema, data);
  drops.add(faults);
  return { etag, isFull: length >= FULL_PAGE, tags: items.map(({ name, commit }) => [name, commit.sha]) };
}

/** The last page that is asked for is full: what lies behind it is not known. */
export function isCut(pages: readonly TagPage[]): boolean {
  return pages.at(-1)?.isFull === true;
}
