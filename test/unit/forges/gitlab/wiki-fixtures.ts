import { rawEvent } from './fixtures.js';

export function rawWikiPage(slug: string, content: string | null, more: Record<string, unknown> = {}) {
  return { format: 'markdown', slug, title: slug.replaceAll('-', ' '), content, encoding: 'UTF-8', ...more };
}

/** Bob's. */
export function wikiEvent(id: number, slug: string, more: Record<string, unknown> = {}) {
  return rawEvent(id, {
    action_name: 'updated',
    target_id: 7,
    target_iid: null,
    target_type: 'WikiPage::Meta',
    target_title: slug.replaceAll('-', ' '),
    wiki_page: { format: 'markdown', slug, title: slug.replaceAll('-', ' ') },
    ...more,
  });
}
