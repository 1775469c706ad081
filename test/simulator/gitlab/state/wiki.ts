import type { Group } from './group-model.js';
import type { EventAction, Project, User } from './model.js';
import { recordEvent } from './record-event.js';
import type { GitlabStore } from './store.js';

export interface WikiPage {
  /** Of the record behind it, which survives a change of its name. */
  readonly id: number;
  readonly slug: string;
  readonly title: string;
  readonly content: string;
  readonly format: string;
}

export type WikiHome = Project | Group;

export interface WikiText {
  readonly title: string;
  readonly content: string;
  readonly format?: string | undefined;
}

/** `null`: the title is taken. */
export function createWikiPage(
  store: GitlabStore,
  home: WikiHome,
  { title, content, format = 'markdown' }: WikiText,
  author: User,
): WikiPage | null {
  const slug = slugOf(title);
  if (home.wiki.has(slug)) return null;
  const page = { id: store.nextId(), slug, title: titleOf(slug), content, format };
  return put(store, home, { page, author, action: 'created' });
}

/** As on GitLab, a page whose title changes moves to the slug of the new one. */
export function updateWikiPage(
  store: GitlabStore,
  home: WikiHome,
  change: { readonly page: WikiPage; readonly text: Partial<WikiText>; readonly author: User },
): WikiPage {
  const { page, text, author } = change;
  const slug = text.title === undefined ? page.slug : slugOf(text.title);
  const next: WikiPage = {
    ...page,
    slug,
    title: titleOf(slug),
    content: text.content ?? page.content,
    format: text.format ?? page.format,
  };
  home.wiki.delete(page.slug);
  return put(store, home, { page: next, author, action: 'updated' });
}

export function destroyWikiPage(store: GitlabStore, home: WikiHome, page: WikiPage, author: User): void {
  home.wiki.delete(page.slug);
  record(store, home, { page, author, action: 'destroyed' });
}

export function slugOf(title: string): string {
  return title.trim().replaceAll(' ', '-');
}

interface Doing {
  readonly page: WikiPage;
  readonly author: User;
  readonly action: EventAction;
}

function put(store: GitlabStore, home: WikiHome, doing: Doing): WikiPage {
  home.wiki.set(doing.page.slug, doing.page);
  record(store, home, doing);
  return doing.page;
}

/** The events of a group's wiki are shown nowhere. */
function record(store: GitlabStore, home: WikiHome, { page, author, action }: Doing): void {
  if (!('members' in home)) return;
  recordEvent(store, { project: home, author, action, target: { kind: 'wiki-page', page } });
}

/** The last part of the path, with its hyphens as spaces. */
function titleOf(slug: string): string {
  return (slug.split('/').at(-1) ?? '').replaceAll('-', ' ');
}
