import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type ActionsBench, APP, type Hand, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;
let bob: Hand;

beforeEach(async () => {
  bench = await startActionsBench();
  bob = bench.as('bob', ['read_api']);
});

afterEach(() => bench.close());

describe('the changes of a merge request', () => {
  beforeEach(() => {
    bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
  });

  const read = (page: number) => bob.actions.readChanges(bob.session, bob.project, '1', page);

  it('tell what became of each file', async () => {
    bench.world.pushCommit(APP, 1, 'ann', [
      { path: 'new.ts', status: 'added', patch: '@@ -0,0 +1,2 @@\n+one\n+two\n' },
      { path: 'old.ts', status: 'removed', patch: '@@ -1 +0,0 @@\n-one\n' },
      { path: 'b.ts', from: 'a.ts', status: 'renamed', patch: '' },
      { path: 'src/x.ts', patch: '@@ -1 +1 @@\n-one\n+two\n' },
    ]);

    expect(await read(1)).toEqual({
      files: [
        file('new.ts', {
          change: 'added',
          additions: 2,
          deletions: 0,
          diff: '@@ -0,0 +1,2 @@\n+one\n+two\n',
        }),
        file('old.ts', { change: 'removed', additions: 0, deletions: 1, diff: '@@ -1 +0,0 @@\n-one\n' }),
        file('b.ts', { change: 'renamed', oldPath: 'a.ts' }),
        file('src/x.ts', { additions: 1, deletions: 1, diff: '@@ -1 +1 @@\n-one\n+two\n' }),
      ],
      hasMore: false,
    });
  });

  it('come twenty at a time', async () => {
    const files = Array.from({ length: 45 }, (_, index) => ({ path: `file-${index}.ts` }));
    bench.world.pushCommit(APP, 1, 'ann', files);
    const pages = [await read(1), await read(2), await read(3)];

    expect(pages.map(({ files: shown, hasMore }) => [shown.length, hasMore])).toEqual([
      [20, true],
      [20, true],
      [5, false],
    ]);
  });

  it('of a huge file are shown to a bound, and counted', async () => {
    const patch = `@@ -0,0 +1,9999 @@\n${'+a line of words\n'.repeat(9_999)}`;
    bench.world.pushCommit(APP, 1, 'ann', [{ path: 'huge.txt', status: 'added', patch }]);
    const { files } = await read(1);

    expect(files[0]).toMatchObject({ additions: 9_999 });
    expect(files[0]!.diff).toHaveLength(3_000);
  });
});

function file(path: string, fields: object): object {
  return { path, oldPath: null, change: 'changed', additions: null, deletions: null, diff: null, ...fields };
}

describe('open threads', () => {
  it('are those that wait for their end, with where they are', async () => {
    bench.world.openMergeRequest(APP, { author: 'ann', title: 'One' });
    bench.world.comment(APP, 1, 'ann', 'No thread');
    const inline = bench.world.reviewComment(APP, 1, 'ann', 'Why **this**?');
    bench.world.comment(APP, 1, 'bob', 'Because', inline);
    const asked = bench.world.comment(APP, 1, 'ann', 'A question');
    bench.world.comment(APP, 1, 'bob', 'An answer', asked);

    const threads = await bob.actions.listOpenThreads(bob.session, bob.project, '1');

    expect(threads).toMatchObject([
      {
        author: { login: 'ann' },
        body: 'Why **this**?',
        path: 'src/main.ts',
        url: `${bench.url}/team/app/-/merge_requests/1#note_${inline}`,
      },
      { body: 'A question', path: null },
    ]);
  });
});

describe('people to ask', () => {
  const find = async (query: string) => {
    const people = await bob.actions.listMembers(bob.session, bob.project, query);
    return people.map(({ login }) => login);
  };

  it('are the members of the project', async () => {
    expect(await find('')).toEqual(['ann', 'bob', 'rita', 'gus']);
    expect(await bob.actions.listMembers(bob.session, bob.project, 'ann')).toEqual([
      { id: String(bench.ids.ann), login: 'ann', name: 'Ann Lee' },
    ]);
  });

  it('are found by the beginning of any of their names', async () => {
    expect(await find('gu')).toEqual(['gus']);
    expect(await find('@bo')).toEqual(['bob']);
    expect(await find('lee')).toEqual(['ann']);
    expect(await find('ee')).toEqual([]);
  });

  const enrol = (count: number, name: string): void => {
    for (let index = 0; index < count; index += 1) {
      const login = `${name}${index}`;
      bench.world.addUser(login, login);
      bench.world.addMember(APP, login, 30);
    }
  };

  it('are at most a hundred', async () => {
    enrol(130, 'zoe');

    expect(await find('zoe')).toHaveLength(100);
  });

  it('are found by few letters too, which GitLab takes for a whole name, and behind many others', async () => {
    enrol(120, 'abigail');
    enrol(2, 'zed');

    expect(await find('ze')).toEqual(['zed0', 'zed1']);
    expect(await find('zed')).toEqual(['zed0', 'zed1']);
  });
});

describe('labels', () => {
  it('are those of the project', async () => {
    bench.world.createLabel(APP, 'urgent');
    bench.world.createLabel(APP, 'bug');

    expect(await bob.actions.listLabels(bob.session, bob.project)).toEqual(['bug', 'urgent']);
  });

  it('are all read where one page does not hold them, to a bound', async () => {
    for (let index = 0; index < 120; index += 1) bench.world.createLabel(APP, `area-${index}`);
    expect(await bob.actions.listLabels(bob.session, bob.project)).toHaveLength(120);

    for (let index = 120; index < 510; index += 1) bench.world.createLabel(APP, `area-${index}`);
    expect(await bob.actions.listLabels(bob.session, bob.project)).toHaveLength(500);
  });
});

describe('branches', () => {
  const list = (query: string) => bob.actions.listBranches(bob.session, bob.project, query);

  it('begin with the default branch, and then the one that moved last', async () => {
    for (const branch of ['a', 'b', 'c']) bench.world.push(APP, { by: 'ann', branch });
    bench.world.push(APP, { by: 'ann', branch: 'a' });

    expect(await list('')).toEqual(['main', 'a', 'c', 'b']);
    expect(await list('b')).toEqual(['b']);
  });

  it('are read page by page, and a hundred of what is like what was typed, the one of that name first', async () => {
    for (let index = 0; index < 110; index += 1)
      bench.world.push(APP, { by: 'ann', branch: `topic-${index}` });
    const names = await list('');

    expect(names).toHaveLength(111);
    expect(names.slice(0, 2)).toEqual(['main', 'topic-109']);
    expect((await list('topic-1')).slice(0, 2)).toEqual(['topic-1', 'topic-109']);
    expect(await list('topic')).toHaveLength(100);
  });

  it('do not push the default branch before the one that was named', async () => {
    for (const branch of ['main-2', 'domain']) bench.world.push(APP, { by: 'ann', branch });

    expect(await list('domain')).toEqual(['domain']);
    expect((await list('main'))[0]).toBe('main');
  });
});

it('tags are found in the same way, the newest first', async () => {
  for (let index = 0; index < 110; index += 1) bench.world.pushTag(APP, `v1.${index}`, 'ann');
  const list = (query: string) => bob.actions.listTags(bob.session, bob.project, query);

  const all = await list('');
  expect([all.length, all[0]]).toEqual([110, 'v1.109']);
  expect((await list('1.10')).slice(0, 2)).toEqual(['v1.109', 'v1.108']);
  expect((await list('v1.10'))[0]).toBe('v1.10');
});

it('there is one workflow, which has no name, no inputs, and costs no request', async () => {
  expect(await bob.actions.listWorkflows(bob.session, bob.project, 'main')).toEqual([
    { id: '', name: '', inputs: [] },
  ]);
  expect(bench.server.log.total).toBe(0);
});

it('nothing of it is for strangers', async () => {
  const { actions, session, project } = bench.as('eve');

  await expect(actions.listLabels(session, project)).rejects.toMatchObject({ code: 'not-found' });
  await expect(actions.listMembers(session, project, '')).rejects.toMatchObject({ code: 'not-found' });
  await expect(actions.listBranches(session, project, '')).rejects.toMatchObject({ code: 'not-found' });
  await expect(actions.readChanges(session, project, '1', 1)).rejects.toMatchObject({ code: 'not-found' });
});
