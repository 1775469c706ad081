import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '../../../../src/domain/json.js';
import { ForgeError } from '../../../../src/domain/errors.js';
import { DropTally } from '../../../../src/forges/github/drop-tally.js';
import type { GithubClient } from '../../../../src/forges/github/client.js';
import { readWiki } from '../../../../src/forges/github/feeds/wiki.js';
import { toWikiPage } from '../../../../src/forges/github/transform/wiki-page.js';
import { changedPages, type PageChange } from '../../../../src/forges/github/wiki/changed-pages.js';
import { pageOf } from '../../../../src/forges/github/wiki/page-name.js';
import type {
  FileChange,
  WikiCommit,
  WikiHistory,
  WikiRepository,
} from '../../../../src/forges/github/wiki/wiki-repository.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';
import { SHOP } from './github-bench.js';
import { at } from './github-items.js';

const NOBODY = { name: 'Nobody', email: 'nobody@example.com' };

/** A history whose states map paths to texts, newest first; ids of contents are the texts. */
function aHistory(states: readonly Readonly<Record<string, string>>[], isCut = false): WikiHistory {
  const commits = states.map((_, index): WikiCommit => {
    const isFirst = index === states.length - 1;
    const parent = isFirst ? (isCut ? 'beyond' : null) : `c${index + 1}`;
    return { sha: `c${index}`, author: NOBODY, committedAt: new Date(at(-60 * index)), parent };
  });
  const stateOf = (sha: string | null) => (sha === null ? {} : (states[Number(sha.slice(1))] ?? {}));
  const compare = (from: string | null, to: string): Promise<readonly FileChange[]> => {
    const [was, is]: readonly Readonly<Record<string, string>>[] = [stateOf(from), stateOf(to)];
    const paths = [...new Set([...Object.keys(was ?? {}), ...Object.keys(is ?? {})])];
    const files = paths.map((path) => ({ path, before: was?.[path] ?? null, after: is?.[path] ?? null }));
    return Promise.resolve(files.filter(({ before, after }) => before !== after));
  };
  return { head: 'c0', commits, isCut, compare, read: (blob) => Promise.resolve(blob) };
}

async function told(
  history: WikiHistory,
  mark: { readonly head: string | null; readonly since?: string },
): Promise<readonly string[]> {
  const since = mark.since === undefined ? null : new Date(mark.since);
  const changes = await changedPages(history, { head: mark.head, since }, 20);
  return changes.map(({ action, name, commit }) => `${action} ${name} ${commit?.sha ?? '-'}`);
}

describe('what happened to pages between two heads', () => {
  it('is told of each page once, with the last commit that touched it', async () => {
    const history = aHistory([
      { 'a.md': '3', 'b.md': '1', 'new.md': 'n' },
      { 'a.md': '2', 'b.md': '1' },
      { 'a.md': '1', 'b.md': '0', 'old.md': 'o' },
    ]);

    expect(await told(history, { head: 'c2' })).toEqual([
      'edited a c0',
      'edited b c1',
      'created new c0',
      'deleted old c1',
    ]);
  });

  it('is a new name where the same text lies elsewhere', async () => {
    const [change] = await changedPages(
      aHistory([{ 'Start.md': 'Welcome' }, { 'Home.md': 'Welcome' }]),
      { head: 'c1', since: null },
      20,
    );

    expect(change).toMatchObject({ action: 'renamed', name: 'Start', formerName: 'Home', diff: null });
  });

  it('is a new name with an edit where most of the text lies elsewhere, by the likeliest page that is gone', async () => {
    const body = ['How to set it up.', 'First, get the parts.', 'Then put them together.'];
    const states = [
      { 'Set-up.md': [...body, 'Mind the gap.'].join('\n'), 'New.md': 'Something else entirely.' },
      { 'Near.md': [...body.slice(1), 'Nothing of this is left.'].join('\n'), 'Start.md': body.join('\n') },
    ];

    const changes = await changedPages(aHistory(states), { head: 'c1', since: null }, 20);

    expect(changes).toMatchObject([
      {
        action: 'renamed',
        name: 'Set-up',
        formerName: 'Start',
        diff: { added: 1, removed: 0, lines: ['+ Mind the gap.'] },
      },
      { action: 'created', name: 'New' },
      { action: 'deleted', name: 'Near' },
    ]);
  });

  it('is an edit where the page keeps its name in another markup', async () => {
    const states = [{ 'Home.rst': 'Welcome\nto all' }, { 'Home.md': 'Welcome' }, { 'Home.md': 'Hi' }];

    expect(await told(aHistory(states), { head: 'c1' })).toEqual(['edited Home c0']);
  });

  it('is a page that is gone and another one where less than half of the text is the same', async () => {
    const states = [{ 'New.md': 'Same line.\nAnother line.' }, { 'Old.md': 'Same line.\nWhat was there.' }];

    expect(await told(aHistory(states), { head: 'c1' })).toEqual(['created New c0', 'deleted Old c0']);
  });

  it('is nothing where pages are as they were, or where files are no pages', async () => {
    const still = { 'Home.md': '1' };
    const besides = { ...still, '_Sidebar.md': '2', 'logo.png': '3' };

    expect(await told(aHistory([still, { 'Home.md': '0' }, still]), { head: 'c2' })).toEqual([]);
    expect(await told(aHistory([besides, still]), { head: 'c1' })).toEqual([]);
  });

  it('is counted from the last look where the old head is gone from the history', async () => {
    const history = aHistory([{ 'a.md': '3' }, { 'a.md': '2' }, { 'a.md': '1' }]);

    expect(await told(history, { head: 'gone', since: at(-30) })).toEqual(['edited a c0']);
  });

  it('is what the fetched part shows where it reaches not as far back', async () => {
    const history = aHistory([{ 'a.md': '3' }, { 'a.md': '2', 'b.md': '1' }], true);

    expect(await told(history, { head: 'gone', since: at(-9_000) })).toEqual(['edited a c0', 'deleted b c0']);
  });

  it('is not told where all of the history was rewritten since', async () => {
    expect(await told(aHistory([{ 'a.md': '1' }]), { head: 'gone', since: at(-9_000) })).toEqual([]);
  });

  it('is all of it where there was nothing', async () => {
    expect(await told(aHistory([{ 'a.md': '1' }]), { head: null, since: at(-9_000) })).toEqual([
      'created a c0',
    ]);
  });
});

describe('the page of a file', () => {
  it.each([
    ['Home.md', 'Home'],
    ['guides/Set-up.rst', 'Set-up'],
    ['v1.2.asciidoc', 'v1.2'],
    ['_Footer.md', null],
    ['logo.png', null],
    ['notes/.md', null],
  ])('%s is %p', (path, name) => {
    expect(pageOf(path)).toBe(name);
  });
});

describe('who edited a page', () => {
  const viewer = { id: '101', login: 'alice', name: 'Alice Adams' };

  function authorOf(name: string, email: string): unknown {
    const commit = { sha: 'c0', author: { name, email }, committedAt: new Date(at(0)), parent: null };
    const told = { formerName: null, diff: null, mentions: [] };
    const change: PageChange = { action: 'edited', name: 'Home', commit, ...told };
    return toWikiPage(change, { project: SHOP, viewer, head: 'c0', at: at(0) }).edit?.author;
  }

  it('is known by the address that GitHub gives those who hide theirs', () => {
    expect(authorOf('Bob', '102+bob@users.noreply.github.com')).toEqual({
      id: '102',
      login: 'bob',
      name: 'Bob',
    });
    expect(authorOf('Al', '101+alice@users.noreply.github.example.com')).toMatchObject({ id: '101' });
    expect(authorOf('Al', 'Alice@users.noreply.github.com')).toEqual(viewer);
  });

  it('is cut where a commit names somebody at length', () => {
    const { name, login } = authorOf('B'.repeat(5_000), 'bob@example.com') as Record<string, string>;

    expect([name?.length, login?.length]).toEqual([100, 100]);
  });

  it('is the reader where the name is theirs, and else no more than a name', () => {
    expect(authorOf('alice adams', 'a@example.com')).toEqual(viewer);
    expect(authorOf('Bob', 'bob@example.com')).toEqual({ id: 'git:Bob', login: 'Bob', name: 'Bob' });
  });
});

describe('a wiki that is too large', () => {
  it('is passed over with a word in the log, and not fetched again for the same commit', async () => {
    const logger = createMemoryLogger();
    const tooLarge = new ForgeError('bad-reply', { detail: 'the reply is too large' });
    const wiki: WikiRepository = {
      readHead: () => Promise.resolve('new'),
      fetchHistory: () => Promise.reject(tooLarge),
      serverTime: () => new Date(at(0)),
    };
    const read = (cursor: JsonObject) =>
      readWiki({
        client: {} as GithubClient,
        request: {
          kind: 'wiki',
          project: SHOP,
          cursor,
          viewer: { id: '101', login: 'alice', name: 'Alice' },
          watched: [SHOP],
          lookup: () => Promise.resolve(new Map()),
        },
        drops: new DropTally(),
        logger,
        openWiki: () => Promise.resolve(wiki),
        noteOnce: () => undefined,
      });

    const { sightings, cursor } = await read({ head: 'old', since: null });
    await read(cursor);

    expect(sightings).toEqual([]);
    expect(cursor).toMatchObject({ head: 'new' });
    expect(logger.messages('warn')).toEqual(['a wiki could not be compared']);
  });
});
