import type { Sighting, SnapshotLookup } from '../../domain/feed.js';
import { MAX_TOLD_PAGES, type WikiPage } from '../../domain/subjects/wiki-page.js';
import type { GitlabReply } from './client.js';
import { hasCode } from './errors.js';
import { parseList, type Drops } from './parse.js';
import { type RawEvent, type RawWikiPage, wikiPageSchema } from './schema.js';
import { titleOf, toChangedPage, toWikiPage, type WikiHome, wikiPageId } from './transform/wiki-page.js';
import { compareWiki, type KnownWiki, type WikiChange } from './wiki-changes.js';

/** How the wikis of projects and of groups are asked for their pages: alike. */
export type AskForPages = (options: { readonly withContent?: boolean }) => Promise<GitlabReply>;

/**
 * All pages in one answer, without times, people or versions: what changed is found by comparing.
 * https://docs.gitlab.com/api/wikis/
 */
export async function readPages(ask: AskForPages, drops: Drops): Promise<readonly RawWikiPage[]> {
  const parse = ({ body }: GitlabReply): readonly RawWikiPage[] => parseList(wikiPageSchema, body, drops);
  try {
    return parse(await ask({ withContent: true }));
  } catch (error) {
    if (!hasCode(error, ['bad-reply'])) throw error;
    // With its texts it may be too large for one answer.
    return parse(await ask({}));
  }
}

export interface Occasion {
  readonly home: WikiHome;
  /** As of the look before; `null`: this is the first. */
  readonly known: KnownWiki | null;
  /** No texts are remembered. */
  readonly isForgotten: boolean;
  readonly lookup: SnapshotLookup;
  /** Who did what; asked only where something has changed. */
  readonly readEvents: () => Promise<readonly RawEvent[]>;
  /** Server's time of this look. */
  readonly now: string;
  /** When that was done of which no event tells. */
  readonly datedAt: string;
}

/** What one look at a wiki yielded. What is no news is remembered without a word. */
export interface WikiLook {
  readonly known: KnownWiki;
  readonly sightings: readonly Sighting[];
}

export async function lookAtPages(pages: readonly RawWikiPage[], occasion: Occasion): Promise<WikiLook> {
  const { home, now } = occasion;
  const { changes, known } = compareWiki(occasion.known, pages);
  const told = await tell(changes, occasion);
  const shown = new Set(known.pages.map(({ slug }) => slug));
  const silent = silentAmong(pages, changes, occasion)
    .filter(({ slug }) => shown.has(slug))
    .map((page) => toWikiPage(page, home, now))
    .filter(({ text }) => text !== null);
  const sightings = [
    ...silent.map((subject): Sighting => ({ subject, isNews: false })),
    ...told.map((subject): Sighting => ({ subject, isNews: true })),
  ];
  return { known, sightings };
}

/** What is beyond the bounds; where nothing is remembered all that is not told. */
function silentAmong(
  pages: readonly RawWikiPage[],
  changes: readonly WikiChange[],
  { isForgotten }: Occasion,
): readonly RawWikiPage[] {
  const afterOf = (some: readonly WikiChange[]): readonly RawWikiPage[] =>
    some.flatMap(({ after }) => (after === null ? [] : [after]));
  if (!isForgotten) return afterOf(changes.slice(MAX_TOLD_PAGES));
  const told = new Set(afterOf(changes.slice(0, MAX_TOLD_PAGES)));
  return pages.filter((page) => !told.has(page));
}

async function tell(
  changes: readonly WikiChange[],
  { home, lookup, readEvents, datedAt }: Occasion,
): Promise<readonly WikiPage[]> {
  if (changes.length === 0) return [];
  const shown = changes.slice(0, MAX_TOLD_PAGES);
  const ids = shown.map(({ before, after }) => wikiPageId(home, (before ?? after)?.slug ?? ''));
  const seen = await lookup('wiki-page', ids);
  const events = await readEvents();
  return shown.flatMap((change, index) => {
    const event = events.find((one) => isAbout(one, change)) ?? null;
    const page = toChangedPage(change, { home, event, seen: seen.get(ids[index] ?? ''), datedAt });
    return page === null ? [] : [page];
  });
}

/** The event of a page that is gone names no more than its title. */
function isAbout({ wiki_page: page, target_title: title }: RawEvent, { before, after }: WikiChange): boolean {
  if (after !== null) return page === null ? title === after.title : page.slug === after.slug;
  return before !== null && page === null && [before.slug, titleOf(before.slug)].includes(title);
}
