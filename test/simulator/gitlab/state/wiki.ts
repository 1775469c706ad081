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

export interface WikiText {
  readonly title: string;
  readonly content: string;
  readonly format?: string | undefined;
}

/** `null`: the title is taken. */
export function createWikiPage(
  store: GitlabStore,
  project: Project,
  { title, content, format = 'markdown' }: WikiText,
  author: User,
): WikiPage | null {
  const slug = slugOf(title);
  if (project.wiki.has(slug)) return null;
  const page = { id: store.nextId(), slug, title: titleOf(slug), content, format };
  return put(store, project, { page, author, action: 'created' });
}

/** As on GitLab, a page whose title changes moves to the slug of the new one. */
export function updateWikiPage(
  store: GitlabStore,
  project: Project,
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
  project.wiki.delete(page.slug);
  return put(store, project, { page: next, author, action: 'updated' });
}

export function destroyWikiPage(store: GitlabStore, project: Project, page: WikiPage, author: User): void {
  project.wiki.delete(page.slug);
  record(store, project, { page, author, action: 'destroyed' });
}

export function slugOf(title: string): string {
  return title.trim().replaceAll(' ', '-');
}

interface Doing {
  readonly page: WikiPage;
  readonly author: User;
  readonly action: EventAction;
}

function put(store: GitlabStore, project: Project, doing: Doing): WikiPage {
  project.wiki.set(doing.page.slug, doing.page);
  record(store, project, doing);
  return doing.page;
}

function record(store: GitlabStore, project: Project, { page, author, action }: Doing): void {
  recordEvent(store, { project, author, action, target: { kind: 'wiki-page', page } });
}

/** The last part of the path, with its hyphens as spaces. */
function titleOf(slug: string): string {
  return (slug.split('/').at(-1) ?? '').replaceAll('-', ' ');
}
