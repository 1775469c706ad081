import type { Feed, FeedKind, FeedTally } from './feed.js';

export type Tallied = Pick<FeedTally, 'fetched' | 'stored'>;

/** What the last reads of these feeds yielded together. */
export function addTallies(feeds: readonly { readonly tally?: FeedTally | null }[]): Tallied {
  let fetched = 0;
  let stored = 0;
  for (const { tally } of feeds) {
    fetched += tally?.fetched ?? 0;
    stored += tally?.stored ?? 0;
  }
  return { fetched, stored };
}

/** By kind, those that fetched most first; without those that fetched nothing. */
export function talliesByKind(feeds: readonly Feed[]): readonly (Tallied & { readonly kind: FeedKind })[] {
  const kinds = [...new Set(feeds.map(({ kind }) => kind))];
  return kinds
    .map((kind) => ({ kind, ...addTallies(feeds.filter((feed) => feed.kind === kind)) }))
    .filter(({ fetched }) => fetched > 0)
    .sort((one, other) => other.fetched - one.fetched);
}
