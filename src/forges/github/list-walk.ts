import { z } from 'zod';

/** How far a list that shows its newest items first has been read. Part of a cursor. */
export const listMarkSchema = z.object({
  /** Of the first page, for the token that read it. */
  etag: z.string().nullable(),
  newestAt: z.string().nullable(),
  /** Older pages still owed, when more had come than one read takes. */
  backlog: z
    .object({
      /** Items only move down while new ones come in, so going on from here misses none. */
      page: z.number(),
      /** The walk ends at items that are not newer; `null`: at the end of the list. */
      floor: z.string().nullable(),
    })
    .nullable(),
});

export type ListMark = z.infer<typeof listMarkSchema>;

/** Nothing was read yet. */
export const NO_MARK: ListMark = { etag: null, newestAt: null, backlog: null };

export interface ListPage<T> {
  readonly isModified: boolean;
  readonly items: readonly T[];
  /** There may be a further page. */
  readonly isFull: boolean;
  readonly etag: string | null;
  readonly serverTime: Date | null;
}

export interface ListSource<T> {
  /** Most pages that one read takes. */
  readonly maxPages: number;
  fetch(page: number, etag: string | null): Promise<ListPage<T>>;
  /** What the list is sorted by, newest first. */
  sortedBy(item: T): string;
}

export interface Walk<T> {
  /** False: the first page is as it was. */
  readonly isFirstModified: boolean;
  /** Whole pages: items that are not new are among them. The first page's come first. */
  readonly items: readonly T[];
  readonly firstLength: number;
  /** Items below it were read before. */
  readonly floor: string | null;
  readonly mark: ListMark;
  readonly serverTime: Date | null;
}

/** Times of one second are no order: what came late within it must not be missed. */
const OVERLAP_MS = 60_000;

/**
 * Reads the first page if it changed, and further pages while they hold items newer than the mark. Without a mark
 * the first page alone: the baseline.
 */
export async function walkList<T>(source: ListSource<T>, mark: ListMark | null): Promise<Walk<T>> {
  const first = await source.fetch(1, mark?.etag ?? null);
  const items = [...first.items];
  const floor = mark?.backlog ? mark.backlog.floor : floorOf(mark);
  let backlog = startOf(source, first, mark);
  for (let turn = 1; backlog !== null && turn < source.maxPages; turn += 1) {
    const page = await source.fetch(backlog.page, null);
    items.push(...page.items);
    backlog = goesOn(source, page, floor) ? { page: backlog.page + 1, floor } : null;
  }
  const newestAt = newestOf([mark?.newestAt ?? null, ...items.map((item) => source.sortedBy(item))]);
  return {
    isFirstModified: first.isModified,
    items,
    firstLength: first.items.length,
    floor,
    mark: { etag: first.isModified ? first.etag : (mark?.etag ?? null), newestAt, backlog },
    serverTime: first.serverTime,
  };
}

export function isAbove(at: string, floor: string | null): boolean {
  return floor === null || Date.parse(at) > Date.parse(floor);
}

/** Within the second of the baseline counts as after it: better told than lost. */
export function isSince(at: string, baseline: string | null): boolean {
  return baseline === null || Date.parse(at) + 1_000 > Date.parse(baseline);
}

export function newestOf(times: readonly (string | null)[]): string | null {
  let newest: string | null = null;
  for (const time of times) {
    if (time !== null && (newest === null || Date.parse(time) > Date.parse(newest))) newest = time;
  }
  return newest;
}

/** Where to go on after the first page. */
function startOf<T>(source: ListSource<T>, first: ListPage<T>, mark: ListMark | null): ListMark['backlog'] {
  if (mark === null) return null;
  const isOverflowing = first.isModified && goesOn(source, first, floorOf(mark));
  if (!isOverflowing) return mark.backlog;
  return { page: 2, floor: mark.backlog ? mark.backlog.floor : floorOf(mark) };
}

function goesOn<T>(source: ListSource<T>, page: ListPage<T>, floor: string | null): boolean {
  const last = page.items.at(-1);
  return page.isFull && (last === undefined || isAbove(source.sortedBy(last), floor));
}

/** What is not above it was read before. */
export function floorOf(mark: Pick<ListMark, 'newestAt'> | null): string | null {
  if (!mark?.newestAt) return null;
  return new Date(Date.parse(mark.newestAt) - OVERLAP_MS).toISOString();
}
