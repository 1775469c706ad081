import { MAX_PAGE_TEXT, type WikiEdit, type WikiPage } from '../../../domain/subjects/wiki-page.js';
import { newMentions } from '../../mentions.js';
import { diffTexts } from '../../text-diff.js';
import type { RawEvent, RawWikiPage } from '../schema.js';
import { toKnown, type WikiChange } from '../wiki-changes.js';

/** Whose wiki it is. */
export interface WikiHome {
  /** Begins the ids of its pages. */
  readonly id: string;
  readonly projectId: string;
  /** Path of the group whose it is; missing: the project's own. */
  readonly group?: string;
  /** Address of the wiki, which those of its pages go on from. */
  readonly url: string;
}

export function wikiPageId({ id }: Pick<WikiHome, 'id'>, slug: string): string {
  return `${id}:${slug}`;
}

/** A page to which nothing happened that is told. */
export function toWikiPage(raw: RawWikiPage, home: WikiHome, at: string): WikiPage {
  const { slug, title, content } = raw;
  return {
    kind: 'wiki-page',
    id: wikiPageId(home, slug),
    projectId: home.projectId,
    ...(home.group === undefined ? {} : { group: home.group }),
    title: title === '' ? titleOf(slug) : title,
    text: content !== null && content.length <= MAX_PAGE_TEXT ? content : null,
    edit: null,
    url: `${home.url}/${slug.split('/').map(encodeURIComponent).join('/')}`,
    createdAt: at,
    updatedAt: at,
  };
}

export interface EditOccasion {
  readonly home: WikiHome;
  /** The last event about it; `null`: none tells of it. */
  readonly event: RawEvent | null;
  /** The page as it was last seen, where that is still known. */
  readonly seen: WikiPage | undefined;
  /** When it was done, where no event tells. */
  readonly datedAt: string;
}

export function toChangedPage(change: WikiChange, occasion: EditOccasion): WikiPage | null {
  const { before, after } = change;
  const { home, event, seen, datedAt } = occasion;
  const at = laterOf(event?.created_at ?? datedAt, seen?.updatedAt);
  const edit = toEdit(change, { event, seen });
  if (after !== null) return { ...toWikiPage(after, home, at), edit };
  if (before === null) return null;
  const gone: RawWikiPage = {
    slug: before.slug,
    title: seen?.title ?? '',
    content: null,
    wiki_page_meta_id: null,
  };
  return { ...toWikiPage(gone, home, at), edit, url: `${home.url}/pages` };
}

function toEdit(change: WikiChange, { event, seen }: Pick<EditOccasion, 'event' | 'seen'>): WikiEdit {
  const { action, before } = change;
  return {
    action,
    version: event === null ? versionOf(change, seen) : String(event.id),
    author: event?.author ?? null,
    formerTitle: action === 'renamed' && before !== null ? (seen?.title ?? titleOf(before.slug)) : null,
    ...comparisonOf(change, seen),
  };
}

/** Comes before how often edits were undone; no digest has it. */
const UNDONE = '~';

/**
 * Where no event tells edits apart: the same for everybody who sees the same texts. What undoes the last edit is
 * counted, so that doing it again is told again.
 */
function versionOf({ before, after }: WikiChange, seen: WikiPage | undefined): string {
  const from = before?.digest ?? '';
  const to = (after === null ? null : toKnown(after).digest) ?? '';
  const [last, times = 0] = seen?.edit?.version.split(UNDONE) ?? [];
  const isUndoing = last === `${to}>${from}`;
  return isUndoing ? `${from}>${to}${UNDONE}${Number(times) + 1}` : `${from}>${to}`;
}

function comparisonOf(
  { action, after }: WikiChange,
  seen: WikiPage | undefined,
): Pick<WikiEdit, 'diff' | 'mentions'> {
  const former = action === 'created' ? '' : (seen?.text ?? null);
  const content = after?.content ?? null;
  if (former === null || content === null) return { diff: null, mentions: [] };
  return { diff: diffTexts(former, content), mentions: newMentions(former, content) };
}

/** As GitLab makes it: the last part of the path, with its hyphens as spaces. */
export function titleOf(slug: string): string {
  return (slug.split('/').at(-1) ?? '').replaceAll('-', ' ');
}

/** An older one would look like a slow replica's. */
function laterOf(at: string, seenAt: string | undefined): string {
  return seenAt !== undefined && seenAt > at ? seenAt : at;
}
