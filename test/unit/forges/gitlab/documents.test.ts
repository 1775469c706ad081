import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import { MAX_FILES } from '../../../../src/domain/subjects/document-change.js';
import { NEW_HEAD, OLD_HEAD, rawCommit, rawComparison, rawDiff } from './document-fixtures.js';
import { FakeGitlab, NOW } from './fake-gitlab.js';
import { ALICE, APP, BOB, rawEvent, rawMergeRequest } from './fixtures.js';

const REPOSITORY = '/projects/10/repository';
const COMMITS = `${REPOSITORY}/commits`;
const COMPARE = `${REPOSITORY}/compare`;
const MERGE_REQUESTS = `${COMMITS}/${NEW_HEAD}/merge_requests`;
const EVENTS = '/projects/10/events';

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
  gitlab
    .on(COMMITS, [rawCommit(NEW_HEAD, [OLD_HEAD])])
    .on(COMPARE, rawComparison([rawDiff('README.md')]))
    .on(MERGE_REQUESTS, [])
    .on(EVENTS, []);
});

afterEach(() => gitlab.stop());

function read(cursor: JsonObject | null = { head: OLD_HEAD }): Promise<FeedReading> {
  return gitlab.read({ kind: 'documents', project: APP, cursor });
}

async function subjectOf(comparison?: object) {
  if (comparison !== undefined) gitlab.on(COMPARE, comparison);
  const { sightings } = await read();
  const [subject] = sightings.map((sighting) => sighting.subject);
  return subject?.kind === 'document-change' ? subject : null;
}

describe('the documents of a project', () => {
  it('are first seen in silence, with one request', async () => {
    expect(await read(null)).toMatchObject({ cursor: { head: NEW_HEAD }, sightings: [], hasChanged: false });
    expect(gitlab.takePaths()).toEqual([COMMITS]);
  });

  it('cost one request while nothing is pushed', async () => {
    expect(await read({ head: NEW_HEAD })).toMatchObject({ sightings: [], hasChanged: false });
    expect(gitlab.takePaths()).toEqual([COMMITS]);
  });

  it('are told as one change of all files that a push touched', async () => {
    gitlab.on(MERGE_REQUESTS, [rawMergeRequest(7, { state: 'merged', author: BOB })]);

    const { sightings, cursor, hasChanged } = await read();

    expect({ cursor, hasChanged }).toEqual({ cursor: { head: NEW_HEAD }, hasChanged: true });
    expect(sightings).toEqual([
      {
        isNews: true,
        subject: {
          kind: 'document-change',
          id: `10:${OLD_HEAD}..${NEW_HEAD}`,
          projectId: '10',
          branch: 'main',
          files: [{ path: 'README.md', oldPath: null, fate: 'changed', additions: 2, deletions: 1 }],
          hasMoreFiles: false,
          isRewritten: false,
          excerpt: { path: 'README.md', text: '-Old\n+New' },
          author: { id: '2', login: 'bob', name: 'BOB' },
          authorNames: ['BOB'],
          mentions: [],
          mergeRequest: { number: '7', url: expect.stringContaining('merge_requests/7') as unknown },
          url: `${APP.url}/-/compare/${OLD_HEAD}...${NEW_HEAD}`,
          createdAt: NOW,
          updatedAt: NOW,
        },
      },
    ]);
    expect(gitlab.takePaths()).toEqual([COMMITS, COMPARE, MERGE_REQUESTS]);
  });

  it('say what became of each file', async () => {
    const files = [
      rawDiff('docs/a.md', { new_file: true, diff: '@@ -0,0 +1 @@\n+++ more\n' }),
      rawDiff('docs/b.md', { deleted_file: true }),
      rawDiff('docs/d.md', { renamed_file: true, old_path: 'docs/c.md', diff: '' }),
      rawDiff('docs/e.md', { too_large: true, diff: '' }),
    ];

    expect((await subjectOf(rawComparison(files)))?.files).toEqual([
      { path: 'docs/a.md', oldPath: null, fate: 'added', additions: 1, deletions: 0 },
      { path: 'docs/b.md', oldPath: null, fate: 'deleted', additions: 2, deletions: 1 },
      { path: 'docs/d.md', oldPath: 'docs/c.md', fate: 'renamed', additions: 0, deletions: 0 },
      { path: 'docs/e.md', oldPath: null, fate: 'changed', additions: null, deletions: null },
    ]);
  });

  it('that were pushed without a merge request are of whoever pushed', async () => {
    const push = { action: 'pushed', ref_type: 'branch', ref: 'main', commit_to: NEW_HEAD };
    gitlab.on(MERGE_REQUESTS, [rawMergeRequest(7, { state: 'opened', author: ALICE })]);
    gitlab.on(EVENTS, [rawEvent(5), rawEvent(4, { author: BOB, push_data: push })]);

    expect(await subjectOf()).toMatchObject({ author: { login: 'bob' }, mergeRequest: null });
  });

  it('are nobody’s own where several people made them', async () => {
    gitlab.on(MERGE_REQUESTS, [rawMergeRequest(7, { state: 'merged', author: BOB })]);
    const commits = [
      rawCommit('c', [OLD_HEAD], { author_name: 'CAROL' }),
      rawCommit('d', ['c']),
      rawCommit(NEW_HEAD, [OLD_HEAD, 'd'], { author_name: 'DAVE' }),
    ];

    expect(await subjectOf(rawComparison([rawDiff('README.md')], { commits }))).toMatchObject({
      author: null,
      authorNames: ['CAROL', 'BOB'],
    });
  });

  it('are told from tree to tree when history was rewritten', async () => {
    const commits = [rawCommit(NEW_HEAD, ['c'])];

    expect(await subjectOf(rawComparison([rawDiff('README.md')], { commits }))).toMatchObject({
      isRewritten: true,
      files: [{ path: 'README.md' }],
    });
    expect(gitlab.requests.find(({ path }) => path.endsWith('/compare'))?.query.get('straight')).toBe('true');
  });

  it('are none where another branch became the default one, whose name is kept', async () => {
    const rawProject = { id: 10, path_with_namespace: APP.path, name: APP.name, web_url: APP.url };
    gitlab.on('/projects/10', { ...rawProject, default_branch: 'develop' });
    gitlab.on(COMPARE, rawComparison([rawDiff('README.md')], { commits: [rawCommit(NEW_HEAD, ['c'])] }));

    expect(await read()).toMatchObject({
      cursor: { head: NEW_HEAD },
      sightings: [],
      hasChanged: false,
      movedTo: { ...APP, defaultBranch: 'develop' },
    });
  });

  it('are unknown where the former head is gone, which is told as well', async () => {
    gitlab.on(COMPARE, () => ({ status: 404, json: { message: '404 Ref Not Found' } }));

    expect(await read()).toMatchObject({
      cursor: { head: NEW_HEAD },
      sightings: [{ subject: { isRewritten: true, files: [], author: null } }],
    });
  });

  it.each([
    ['a server that stumbles', { status: 500, json: { message: '500' } }],
    ['an odd answer', { json: ['odd'] }],
  ])('are passed over where the comparison meets %s', async (_name, reply) => {
    gitlab.on(COMPARE, () => reply);

    expect(await read()).toMatchObject({ cursor: { head: NEW_HEAD }, sightings: [] });
  });

  it('wait where the server is down', async () => {
    gitlab.on(COMPARE, () => ({ status: 502, json: {} }));

    await expect(read()).rejects.toMatchObject({ code: 'unavailable' });
  });

  it('are none where a push changed no file', async () => {
    expect(await read().then(() => subjectOf(rawComparison([])))).toBeNull();
  });

  it('are bounded, and an odd one spares the others', async () => {
    const many = Array.from({ length: MAX_FILES + 5 }, (_, index) => rawDiff(`docs/${index}.md`));

    const subject = await subjectOf(rawComparison([{ new_path: 7 }, ...many]));

    expect(subject?.files).toHaveLength(MAX_FILES);
    expect(subject?.hasMoreFiles).toBe(true);
  });

  it.each([
    ['has no commit yet', { json: [] }],
    ['keeps its code from the reader', { status: 403, json: { message: '403' } }],
    ['has no repository', { status: 404, json: { message: '404 Repository Not Found' } }],
  ])('are none where the project %s, and what was seen is not forgotten', async (_name, reply) => {
    gitlab.on(COMMITS, () => reply);

    expect(await read(null)).toMatchObject({ cursor: { head: null }, sightings: [] });
    expect(await read()).toMatchObject({ cursor: { head: OLD_HEAD }, sightings: [] });
  });

  it('begin in silence with the first commit', async () => {
    expect(await read({ head: null })).toMatchObject({ cursor: { head: NEW_HEAD }, sightings: [] });
  });
});
