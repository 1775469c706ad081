import { describe, expect, it } from '@jest/globals';
import { MAX_FILES } from '../../../../../src/domain/subjects/document-change.js';
import { Poller, SHOP, useLoopbackGithub } from '../github-bench.js';
import {
  ALICE,
  aChangedFile,
  aLinkedCommit,
  anActivity,
  aPull,
  at,
  CAROL,
  type Item,
  REPOSITORY,
} from '../github-items.js';

const REPO = '/repos/acme/shop';
const COMMITS = `${REPO}/commits`;
const [OLD, NEW] = ['a'.repeat(40), 'b'.repeat(40)];
const COMPARE = `${REPO}/compare/${OLD}...${NEW}`;
const PULLS = `${COMMITS}/${NEW}/pulls`;
const github = useLoopbackGithub();

let head: Item;

function serve(comparison: Item = {}): void {
  const whole = {
    status: 'ahead',
    total_commits: 1,
    commits: [aLinkedCommit('b', ['a'])],
    files: [aChangedFile('README.md')],
    ...comparison,
  };
  github().list(COMMITS, () => [head]);
  github().on(COMPARE, () => ({ body: whole }));
  github().list(PULLS, () => []);
  github().on(`${REPO}/activity`, () => ({ body: [] }));
}

/** Behind the baseline, with a push that waits. */
async function pushed(comparison: Item = {}): Promise<Poller> {
  head = aLinkedCommit('a');
  serve(comparison);
  const poller = new Poller(github(), 'documents');
  expect((await poller.read()).sightings).toEqual([]);
  poller.gate.take();
  github().now = new Date(at(600));
  head = aLinkedCommit('b', ['a']);
  return poller;
}

async function subjectOf(poller: Poller) {
  const { sightings } = await poller.read();
  const [subject] = sightings.map((sighting) => sighting.subject);
  return subject?.kind === 'document-change' ? subject : null;
}

describe('the documents of a project', () => {
  it('cost one free request when idle', async () => {
    const poller = await pushed();
    head = aLinkedCommit('a');

    expect(await poller.read()).toMatchObject({ sightings: [], hasChanged: false, cursor: { head: OLD } });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('are told as one change of all files that a push touched', async () => {
    const poller = await pushed();
    github().list(PULLS, () => [aPull(7, { state: 'closed', merged_at: at(60) })]);
    const now = new Date(at(600)).toISOString();

    expect((await poller.read()).sightings).toEqual([
      {
        isNews: true,
        subject: {
          kind: 'document-change',
          id: `${SHOP.id}:${OLD}..${NEW}`,
          projectId: SHOP.id,
          branch: 'main',
          files: [{ path: 'README.md', oldPath: null, fate: 'changed', additions: 2, deletions: 1 }],
          hasMoreFiles: false,
          isRewritten: false,
          excerpt: { path: 'README.md', text: '-Old\n+New' },
          author: { id: '102', login: 'bob', name: 'bob' },
          authorNames: ['Bob Baker'],
          mentions: [],
          mergeRequest: { number: '7', url: `${SHOP.url}/pull/7` },
          url: `${SHOP.url}/compare/${OLD}...${NEW}`,
          createdAt: now,
          updatedAt: now,
        },
      },
    ]);
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 3 });
    expect(await poller.read()).toMatchObject({ sightings: [] });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
  });

  it('say what became of each file', async () => {
    const files = [
      aChangedFile('docs/a.md', { status: 'added' }),
      aChangedFile('docs/b.md', { status: 'removed' }),
      aChangedFile('docs/d.md', { status: 'renamed', previous_filename: 'docs/c.md', patch: undefined }),
      aChangedFile('docs/e.md', { status: 'unchanged' }),
    ];

    expect((await subjectOf(await pushed({ files })))?.files).toMatchObject([
      { path: 'docs/a.md', fate: 'added' },
      { path: 'docs/b.md', fate: 'deleted' },
      { path: 'docs/d.md', fate: 'renamed', oldPath: 'docs/c.md' },
    ]);
  });

  it.each<[string, Item]>([
    [
      'several people',
      { commits: [aLinkedCommit('c', ['a'], { author: CAROL }), aLinkedCommit('b', ['c'])] },
    ],
    ['somebody unknown', { commits: [aLinkedCommit('b', ['a'], { author: {} })] }],
    ['more than a page shows', { total_commits: 250 }],
  ])('are nobody’s own where they come from %s', async (_name, comparison) => {
    expect(await subjectOf(await pushed(comparison))).toMatchObject({ author: null, isRewritten: false });
  });

  it('are of those who wrote them, not of the one who merged', async () => {
    const commits = [aLinkedCommit('c', ['a']), aLinkedCommit('b', ['a', 'c'], { author: ALICE })];

    expect(await subjectOf(await pushed({ commits }))).toMatchObject({ author: { login: 'bob' } });
  });

  it.each(['diverged', 'behind'])(
    'that %s were rewritten, by whoever put the branch there',
    async (status) => {
      const poller = await pushed({ status });
      github().on(`${REPO}/activity`, () => ({
        body: [anActivity(3, { after: NEW, actor: CAROL }), anActivity(2)],
      }));

      expect(await subjectOf(poller)).toMatchObject({
        isRewritten: true,
        author: { login: 'carol' },
        mergeRequest: null,
      });
    },
  );

  it('are none where another branch became the default one, whose name is kept', async () => {
    const poller = await pushed({ status: 'diverged' });
    const body = { ...REPOSITORY, default_branch: 'develop' };
    github().on(`/repositories/${SHOP.id}`, () => ({ body }));

    expect(await poller.read()).toMatchObject({
      sightings: [],
      cursor: { head: NEW },
      movedTo: { ...SHOP, defaultBranch: 'develop' },
    });
  });

  it('are unknown where the former head is gone, which is told as well', async () => {
    const poller = await pushed();
    github().on(COMPARE, () => ({ status: 404, body: { message: 'Not Found' } }));

    expect(await subjectOf(poller)).toMatchObject({ isRewritten: true, files: [], author: null });
    expect(poller.cursor).toMatchObject({ head: NEW });
  });

  it.each([
    [500, 'Server Error: Sorry, this diff is taking too long to generate.'],
    [422, 'Sorry, this diff is unavailable.'],
  ])('are passed over where GitHub cannot compare (%i)', async (status, message) => {
    const poller = await pushed();
    github().on(COMPARE, () => ({ status, body: { message } }));

    expect(await poller.read()).toMatchObject({ sightings: [], cursor: { head: NEW } });
  });

  it('wait where GitHub is down', async () => {
    const poller = await pushed();
    github().on(COMPARE, () => ({ status: 502, body: {} }));

    await expect(poller.read()).rejects.toMatchObject({ code: 'unavailable' });
    expect(poller.cursor).toMatchObject({ head: OLD });
  });

  it('are none where a push changed no file', async () => {
    expect(await subjectOf(await pushed({ files: [] }))).toBeNull();
  });

  it('are bounded, and an odd one spares the others', async () => {
    const many = Array.from({ length: MAX_FILES }, (_, index) => aChangedFile(`docs/${index}.md`));

    const subject = await subjectOf(await pushed({ files: [{ filename: 7 }, ...many] }));

    expect(subject?.files).toHaveLength(MAX_FILES);
    expect(subject?.hasMoreFiles).toBe(true);
  });

  it.each([
    ['has no commit yet', { status: 409, body: { message: 'Git Repository is empty.' } }],
    ['keeps its code from the token', { status: 403, body: { message: 'No' } }],
  ])('are none where the project %s, and what was seen is not forgotten', async (_name, reply) => {
    const poller = await pushed();
    github().on(COMMITS, () => reply);

    expect(await poller.read()).toMatchObject({ sightings: [], cursor: { head: OLD } });
    poller.cursor = null;
    expect(await poller.read()).toMatchObject({ sightings: [], cursor: { head: null } });
    serve();
    expect(await poller.read()).toMatchObject({ sightings: [], cursor: { head: NEW } });
  });
});
