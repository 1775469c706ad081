import type { WikiPage } from '../state/wiki.js';

/** As events and bare lists show it. */
export function basicWikiPage({ id, format, slug, title }: WikiPage) {
  return { format, slug, title, wiki_page_meta_id: id };
}

export function wikiPageEntity(page: WikiPage) {
  return { ...basicWikiPage(page), content: page.content, encoding: 'UTF-8', front_matter: {} };
}
