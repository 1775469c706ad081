import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import { MAX_PAGE_TEXT, MAX_TOLD_PAGES } from '../../../../src/domain/subjects/wiki-page.js';
import { FakeGitlab, NOW } from './fake-gitlab.js';
import { APP, at, CAROL } from './fixtures.js';
import { rawWikiPage, wikiEvent } from './wiki-fixtures.js';

const LIST = '/projects/10/wikis';
const EVENTS = '/projects/10/events';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  gitlab.on(EVENTS, []);
});

afterEach(() => gitlab.stop());

function read(cursor: JsonObject | null, ...pages: readonly object[]): Promise<FeedReading> {
  gitlab.on(LIST, () => ({ json: pages }));
  return gitlab.read({ kind: 'wiki', project: APP, cursor });
}

/** What is told when the pages were these, and are those. */
async function toldOf(
  before: readonly object[],
  after: readonly object[],
): Promise<readonly FeedReading['sightings'][number]['subject'][]> {
  const { cursor } = await read(null, ...before);
  const { sightings } = await read(cursor, ...after);
  return sightings.filter(({ isNews }) => isNews).map(({ subject }) => subject);
}

describe('the wiki of a project', () => {
  it('is first seen in silence, with its texts for the next comparison, in one request', async () => {
    const reading = await read(null, rawWikiPage('home', 'Welcome'), rawWikiPage('big', 'x'.repeat(9_000)));

    expect(reading).toMatchObject({
      hasChanged: false,
      sightings: [{ isNews: false, subject: { id: '10:home', text: 'Welcome', edit: null } }],
    });
    expect(gitlab.requests.map(({ path, query }) => [path, query.toString()])).toEqual([
      [`/api/v4${LIST}`, 'with_content=true'],
    ]);
  });

  it('costs one request while nothing changes, and shows nothing', async () => {
    const { cursor } = await read(null, rawWikiPage('home', 'Welcome'));
    gitlab.takePaths();

    expect(await read(cursor, rawWikiPage('home', 'Welcome'))).toMatchObject({
      sightings: [],
      hasChanged: false,
      cursor,
    });
    expect(gitlab.takePaths()).toEqual([LIST]);
  });

  it('shows an edit with who did it, when, and what changed', async () => {
    gitlab.on(EVENTS, [wikiEvent(200, 'Set-up')]);

    const told = await toldOf([rawWikiPage('Set-up', 'One\nTwo')], [rawWikiPage('Set-up', 'One\n2\nThree')]);

    expect(told).toEqual([
      {
        kind: 'wiki-page',
        id: '10:Set-up',
        projectId: '10',
        title: 'Set up',
        text: 'One\n2\nThree',
        edit: {
          action: 'edited',
          version: '200',
          author: { id: '2', login: 'bob', name: 'BOB' },
          formerTitle: null,
          diff: { added: 2, removed: 1, lines: ['- Two', '+ 2', '+ Three'] },
          mentions: [],
        },
        url: `${APP.url}/-/wikis/Set-up`,
        createdAt: at(2),
        updatedAt: at(2),
      },
    ]);
  });

  it('asks for who did it once, however much changed, and only for the wiki’s events', async () => {
    await toldOf([rawWikiPage('one', '1'), rawWikiPage('two', '2')], [rawWikiPage('three', '3')]);

    const asked = gitlab.requests.filter(({ path }) => path.endsWith('/events'));
    expect(asked.map(({ query }) => query.get('target_type'))).toEqual(['wiki']);
  });

  it('names the last who edited, and nobody where the events are older than the last look', async () => {
    const pages = [[rawWikiPage('home', 'One')], [rawWikiPage('home', 'Two')]] as const;
    gitlab.on(EVENTS, [wikiEvent(300, 'home', { author: CAROL }), wikiEvent(200, 'home')]);
    const [latest] = await toldOf(...pages);
    gitlab.on(EVENTS, [wikiEvent(200, 'home', { created_at: at(-1) }), wikiEvent(300, 'other')]);
    const [nameless] = await toldOf(...pages);

    expect(latest).toMatchObject({ edit: { author: { login: 'carol' }, version: '300' } });
    expect(nameless).toMatchObject({ edit: { author: null }, updatedAt: NOW });
  });

  it('shows a page that was deleted, whose event names no more than its title', async () => {
    const event = wikiEvent(200, 'Set-up', { action_name: 'destroyed', wiki_page: undefined });
    gitlab.on(EVENTS, [wikiEvent(300, 'other'), event]);

    expect(await toldOf([rawWikiPage('Set-up', 'One')], [])).toMatchObject([
      {
        id: '10:Set-up',
        title: 'Set up',
        text: null,
        url: `${APP.url}/-/wikis/pages`,
        edit: { action: 'deleted', author: { login: 'bob' }, diff: null },
      },
    ]);
  });

  it('shows a page under a new name with its former one, and what changed besides', async () => {
    const told = await toldOf(
      [rawWikiPage('old', 'One', { wiki_page_meta_id: 7 })],
      [rawWikiPage('a/new', 'One\nTwo', { title: 'new', wiki_page_meta_id: 7 })],
    );

    expect(told).toMatchObject([
      {
        id: '10:a/new',
        title: 'new',
        url: `${APP.url}/-/wikis/a/new`,
        edit: { action: 'renamed', formerTitle: 'old', diff: { added: 1, removed: 0 } },
      },
    ]);
  });

  it('shows a new page with its first lines', async () => {
    expect(await toldOf([], [rawWikiPage('home', 'Hello')])).toMatchObject([
      { edit: { action: 'created', diff: { added: 1, removed: 0, lines: ['+ Hello'] } } },
    ]);
  });

  it('shows an edit without its lines where a text is too long to be kept, or was forgotten', async () => {
    const long = 'x'.repeat(MAX_PAGE_TEXT + 1);
    const [first] = await toldOf([rawWikiPage('home', long)], [rawWikiPage('home', `${long}y`)]);
    const { cursor } = await read(null, rawWikiPage('home', 'One'));
    gitlab.snapshots.clear();
    const { sightings } = await read(cursor, rawWikiPage('home', 'Two'));

    expect(first).toMatchObject({ text: null, edit: { action: 'edited', diff: null } });
    expect(sightings).toMatchObject([{ isNews: true, subject: { text: 'Two', edit: { diff: null } } }]);
  });

  it('tells edits apart where no event does', async () => {
    const [one] = await toldOf([rawWikiPage('home', '1')], [rawWikiPage('home', '2')]);
    const [other] = await toldOf([rawWikiPage('home', '2')], [rawWikiPage('home', '3')]);

    const versions = [one, other].map((page) => page?.kind === 'wiki-page' && page.edit?.version);
    expect(new Set(versions).size).toBe(2);
  });

  it.each([
    ['edited', [{ home: '1' }, { home: '2' }, { home: '1' }, { home: '2' }, { home: '1' }]],
    ['created and deleted', [{}, { home: '1' }, {}, { home: '1' }, {}]],
    ['renamed', [{ home: '1' }, { start: '1' }, { home: '1' }, { start: '1' }, { home: '1' }]],
  ])('tells apart what is %s, undone and done again, where no event does', async (_name, states) => {
    let cursor: JsonObject | null = null;
    const versions: string[] = [];
    for (const state of states) {
      const pages = Object.entries(state).map(([slug, text]) => rawWikiPage(slug, text));
      const reading: FeedReading = await read(cursor, ...pages);
      cursor = reading.cursor;
      for (const { subject } of reading.sightings) {
        if (subject.kind === 'wiki-page' && subject.edit !== null) {
          versions.push(`${subject.edit.action} ${subject.id} ${subject.edit.version}`);
        }
      }
    }

    expect(versions).toHaveLength(4);
    expect(new Set(versions).size).toBe(4);
  });

  it('that was imported whole is told in part and remembered in whole', async () => {
    const pages = Array.from({ length: 30 }, (_, index) => rawWikiPage(`page-${index}`, `Text ${index}`));
    const { cursor } = await read(null);

    const { sightings, cursor: next } = await read(cursor, ...pages);

    expect(sightings).toHaveLength(30);
    expect(sightings.filter(({ isNews }) => isNews)).toHaveLength(MAX_TOLD_PAGES);
    expect((await read(next, ...pages)).sightings).toEqual([]);
  });

  it('is asked for its names where its texts are too large, and compared by them', async () => {
    const { cursor } = await read(null, rawWikiPage('home', 'One'));
    gitlab.on(LIST, (query) =>
      query.get('with_content') === 'true'
        ? { text: 'x', headers: { 'content-type': 'text/html' } }
        : { json: [rawWikiPage('home', null), rawWikiPage('new', null)] },
    );

    const { sightings } = await gitlab.read({ kind: 'wiki', project: APP, cursor });

    expect(sightings).toMatchObject([{ subject: { title: 'new', edit: { action: 'created', diff: null } } }]);
  });

  it.each([403, 404])(
    'is none where the answer is %i, and begins in silence once it is there',
    async (status) => {
      gitlab.on(LIST, () => ({ status, json: { message: 'No' } }));
      const { cursor, hasChanged } = await gitlab.read({ kind: 'wiki', project: APP });

      const { sightings } = await read(cursor, rawWikiPage('home', 'Welcome'));

      expect(hasChanged).toBe(false);
      expect(sightings).toMatchObject([{ isNews: false, subject: { edit: null } }]);
    },
  );

  it('names nobody where the reader may not see the events', async () => {
    gitlab.on(EVENTS, () => ({ status: 403, json: { message: '403 Forbidden' } }));

    expect(await toldOf([], [rawWikiPage('home', 'Hello')])).toMatchObject([{ edit: { author: null } }]);
  });

  it('that holds an odd page shows the others', async () => {
    const reading = await read(null, { slug: 7 }, rawWikiPage('home', 'Welcome', { title: null }));

    expect(reading).toMatchObject({ dropped: 1, sightings: [{ subject: { title: 'home' } }] });
  });
});
