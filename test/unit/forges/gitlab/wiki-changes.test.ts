import { describe, expect, it } from '@jest/globals';
import type { RawWikiPage } from '../../../../src/forges/gitlab/schema.js';
import { compareWiki, MAX_PAGES, type KnownWiki } from '../../../../src/forges/gitlab/wiki-changes.js';

const page = (slug: string, content: string | null = slug, metaId: string | null = null): RawWikiPage => ({
  slug,
  title: slug,
  content,
  wiki_page_meta_id: metaId,
});

const known = (...pages: readonly RawWikiPage[]): KnownWiki => compareWiki(null, pages).known;

function changesOf(before: KnownWiki | null, ...pages: readonly RawWikiPage[]): readonly string[] {
  return compareWiki(before, pages).changes.map(
    ({ action, before: was, after }) => `${action} ${was?.slug ?? '-'} ${after?.slug ?? '-'}`,
  );
}

const many = (count: number): readonly RawWikiPage[] =>
  Array.from({ length: count }, (_, index) => page(`page-${index}`));

describe('two looks at a wiki', () => {
  it('show nothing the first time, and nothing where nothing differs', () => {
    expect(changesOf(null, page('home'))).toEqual([]);
    expect(changesOf(known(page('home')), page('home'))).toEqual([]);
  });

  it('show what was edited, created and deleted', () => {
    const before = known(page('home'), page('setup'), page('old'));

    expect(changesOf(before, page('home'), page('setup', 'Anew'), page('new'))).toEqual([
      'edited setup setup',
      'created - new',
      'deleted old -',
    ]);
  });

  it('show a page under another name as the same, by its id though its text changed as well', () => {
    expect(changesOf(known(page('old', 'Text', '7')), page('new', 'Other', '7'))).toEqual([
      'renamed old new',
    ]);
  });

  it('show it by its text where the server tells no id, and not where the ids differ', () => {
    expect(changesOf(known(page('old', 'Text')), page('new', 'Text'))).toEqual(['renamed old new']);
    expect(changesOf(known(page('old', 'Text', '7')), page('new', 'Text', '8'))).toEqual([
      'created - new',
      'deleted old -',
    ]);
  });

  it('take no empty page for another', () => {
    expect(changesOf(known(page('old', '')), page('new', ''))).toEqual(['created - new', 'deleted old -']);
  });

  it('take each page that is gone for one that came at most', () => {
    expect(changesOf(known(page('old', 'Text')), page('one', 'Text'), page('two', 'Text'))).toEqual([
      'renamed old one',
      'created - two',
    ]);
  });

  it('show no edit while a text is not told, and the edit afterwards', () => {
    const before = known(page('home', 'One'));
    const between = compareWiki(before, [page('home', null)]);

    expect(between.changes).toEqual([]);
    expect(changesOf(between.known, page('home', 'One'))).toEqual([]);
    expect(changesOf(between.known, page('home', 'Two'))).toEqual(['edited home home']);
  });

  it('of a huge wiki compare the pages that were the first, whatever comes before them', () => {
    const pages = many(MAX_PAGES + 50);
    const before = known(...pages);

    const after = compareWiki(before, [page('a-new-one'), ...pages.slice(1)]);

    expect(before.pages).toHaveLength(MAX_PAGES);
    expect(after.changes).toMatchObject([{ action: 'deleted', before: { slug: 'page-0' } }]);
    expect(after.known.pages).toHaveLength(MAX_PAGES);
    expect(changesOf(after.known, page('a-new-one'), ...pages.slice(1))).toEqual([]);
  });

  it('tell the page with which a wiki becomes huge', () => {
    const pages = many(MAX_PAGES);

    expect(changesOf(known(...pages), ...pages, page('one-more'))).toEqual(['created - one-more']);
  });
});
