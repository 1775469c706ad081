import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { WikiAction } from '../../domain/subjects/wiki-page.js';
import type { RawWikiPage } from './schema.js';

/** Pages of one wiki that are compared; the rest of a huge one is left alone. */
export const MAX_PAGES = 200;

/** What is remembered of a wiki between two looks: its pages, without their texts. */
export const knownWikiSchema = z.object({
  pages: z.array(
    z.object({
      slug: z.string(),
      /** `null`: its text was not read. */
      digest: z.string().nullable(),
      metaId: z.string().nullable(),
    }),
  ),
  /** There were no others. */
  isWhole: z.boolean(),
});

export type KnownWiki = z.infer<typeof knownWikiSchema>;
export type KnownPage = KnownWiki['pages'][number];

export interface WikiChange {
  readonly action: WikiAction;
  /** As it was; `null`: it is new. */
  readonly before: KnownPage | null;
  /** As it is; `null`: it is gone. */
  readonly after: RawWikiPage | null;
}

export interface WikiComparison {
  readonly changes: readonly WikiChange[];
  readonly known: KnownWiki;
}

/** `before: null` is the first look, at which nothing has changed. */
export function compareWiki(before: KnownWiki | null, pages: readonly RawWikiPage[]): WikiComparison {
  const current = new Map(pages.map((page) => [page.slug, page]));
  const former = new Map(before?.pages.map((page) => [page.slug, page]));
  const gone = new Map([...former].filter(([slug]) => !current.has(slug)));
  const fresh = pages.filter(({ slug }) => !former.has(slug));
  const renamed = before === null ? [] : renamesAmong(fresh, gone);
  const isMoved = new Set(renamed.map(({ after }) => after));
  const created = fresh
    .filter((page) => before?.isWhole === true && !isMoved.has(page))
    .map((after): WikiChange => ({ action: 'created', before: null, after }));
  const deleted = [...gone.values()].map((page): WikiChange => ({
    action: 'deleted',
    before: page,
    after: null,
  }));
  const kept = pages.filter(({ slug }) => former.has(slug));
  const others = fresh.filter((page) => !isMoved.has(page));
  const watched = [...kept, ...renamed.map(({ after }) => after), ...others].slice(0, MAX_PAGES);
  return {
    changes: [...editsAmong(kept, former), ...renamed, ...created, ...deleted],
    known: {
      pages: watched.map((page) => remember(page, former.get(page.slug))),
      isWhole: pages.length <= MAX_PAGES,
    },
  };
}

/** Takes out of `gone` what has only moved: the same page, where the server knows it, or the same text. */
function renamesAmong(
  fresh: readonly RawWikiPage[],
  gone: Map<string, KnownPage>,
): readonly { readonly action: 'renamed'; readonly before: KnownPage; readonly after: RawWikiPage }[] {
  return fresh.flatMap((after) => {
    const { metaId, digest } = toKnown(after);
    // What is empty is like everything else that is.
    const text = after.content === '' ? null : digest;
    const candidates = [...gone.values()];
    const before =
      candidates.find((page) => metaId !== null && page.metaId === metaId) ??
      candidates.find((page) => text !== null && page.digest === text && !areOthers(page.metaId, metaId));
    if (before === undefined) return [];
    gone.delete(before.slug);
    return [{ action: 'renamed' as const, before, after }];
  });
}

function areOthers(one: string | null, other: string | null): boolean {
  return one !== null && other !== null && one !== other;
}

function editsAmong(
  pages: readonly RawWikiPage[],
  former: ReadonlyMap<string, KnownPage>,
): readonly WikiChange[] {
  return pages.flatMap((after) => {
    const before = former.get(after.slug) ?? null;
    const { digest } = toKnown(after);
    const isSame = digest === null || !before?.digest || before.digest === digest;
    return isSame ? [] : [{ action: 'edited' as const, before, after }];
  });
}

/** Where the text was not read this time, the next time goes by what it was. */
function remember(page: RawWikiPage, former: KnownPage | undefined): KnownPage {
  const known = toKnown(page);
  return { ...known, digest: known.digest ?? former?.digest ?? null };
}

export function toKnown({ slug, content, wiki_page_meta_id: metaId }: RawWikiPage): KnownPage {
  return { slug, digest: content === null ? null : digestOf(content), metaId };
}

/** Short, because hundreds of them stand in a cursor. */
function digestOf(content: string): string {
  return createHash('sha256').update(content).digest('base64url').slice(0, 16);
}
