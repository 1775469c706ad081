import { beforeEach, describe, expect, it } from '@jest/globals';
import { APP, useActionBench } from './action-bench.js';

const bench = useActionBench();

beforeEach(() => {
  bench().world.openMergeRequest(APP, { author: 'alice', title: 'Add a page', sourceBranch: 'feature/page' });
});

const actions = () => bench().adapter.actions;
const project = () => bench().project;

describe('the changes of a pull request', () => {
  it('come twenty at a time, each with its diff', async () => {
    const files = Array.from({ length: 21 }, (_, n) => ({
      path: `src/file-${String(n).padStart(2, '0')}.ts`,
      patch: '@@ -1 +1 @@\n-old\n+new',
    }));
    bench().world.pushCommit(APP, 1, 'alice', files);

    const first = await actions().readChanges(bench().session('bob'), project(), '1', 1);
    const second = await actions().readChanges(bench().session('bob'), project(), '1', 2);

    expect([first.files.length, first.hasMore]).toEqual([20, true]);
    expect([second.files.length, second.hasMore]).toEqual([2, false]);
    expect(first.files[1]).toEqual({
      path: 'src/file-00.ts',
      oldPath: null,
      change: 'changed',
      additions: 1,
      deletions: 1,
      diff: '@@ -1 +1 @@\n-old\n+new',
    });
  });

  it('are told where files came, went and moved', async () => {
    bench().world.pushCommit(APP, 1, 'alice', [
      { path: 'a.ts', status: 'added' },
      { path: 'b.ts', status: 'removed' },
      { path: 'd.ts', status: 'renamed', from: 'c.ts' },
    ]);

    const { files } = await actions().readChanges(bench().session('bob'), project(), '1', 1);

    expect(files.map(({ path, oldPath, change }) => [path, oldPath, change]).slice(1)).toEqual([
      ['a.ts', null, 'added'],
      ['b.ts', null, 'removed'],
      ['d.ts', 'c.ts', 'renamed'],
    ]);
  });

  it('are nobody’s who does not see the repository', async () => {
    await expect(actions().readChanges(bench().session('mallory'), project(), '1', 1)).rejects.toMatchObject({
      code: 'not-found',
    });
  });
});

describe('people to choose from', () => {
  it('are found by the beginning of their name, by those who may push and by those who may not', async () => {
    bench().world.setRole(APP, 'carol', 'read');
    const find = async (login: string, query: string) =>
      (await actions().listMembers(bench().session(login), project(), query)).map((one) => one.login);

    expect(await find('bob', '')).toEqual(['alice', 'bob', 'carol']);
    expect(await find('bob', 'B')).toEqual(['bob']);
    expect(await find('carol', 'a')).toEqual(['alice']);
    expect(await find('bob', 'mal')).toEqual([]);
  });

  it('are at most a hundred', async () => {
    for (let n = 0; n < 120; n += 1) {
      bench().world.addUser(`zoe-${n}`);
      bench().world.setRole(APP, `zoe-${n}`, 'read');
    }

    expect(await actions().listMembers(bench().session('bob'), project(), 'zoe')).toHaveLength(100);
  });
});

describe('labels to choose from', () => {
  it('are those of the repository', async () => {
    expect(await actions().listLabels(bench().session('bob'), project())).toEqual([
      'bug',
      'documentation',
      'enhancement',
    ]);
  });

  it('are all read where one page does not hold them, to a bound', async () => {
    const { world } = bench();
    const read = () => actions().listLabels(bench().session('bob'), project());
    for (let n = 0; n < 120; n += 1) world.addLabel(APP, 1, `area-${n}`, 'alice');
    expect(await read()).toHaveLength(123);

    for (let n = 120; n < 500; n += 1) world.addLabel(APP, 1, `area-${n}`, 'alice');
    expect(await read()).toHaveLength(500);
  });
});

describe('branches to choose from', () => {
  it('begin with the default branch, and with what was typed', async () => {
    const find = (query: string) => actions().listBranches(bench().session('bob'), project(), query);

    expect(await find('')).toEqual(['main', 'feature/page']);
    expect(await find('feature/')).toEqual(['feature/page']);
    expect(await find('ma')).toEqual(['main']);
    expect(await find('nothing')).toEqual([]);
  });

  it('are read page by page, and a hundred of what is like what was typed, the one of that name first', async () => {
    for (let n = 0; n < 120; n += 1) bench().world.push(APP, { by: 'alice', branch: `a-${n}` });
    const find = (query: string) => actions().listBranches(bench().session('bob'), project(), query);

    expect(await find('')).toHaveLength(122);
    expect((await find(''))[0]).toBe('main');
    const found = await find('a-1');
    expect([found.length, found[0]]).toEqual([31, 'a-1']);
    expect(await find('a-')).toHaveLength(100);
  });
});

it('tags to choose from are found in the same way', async () => {
  for (let n = 0; n < 110; n += 1) bench().world.pushTag(APP, `v1.${n}`, 'alice');
  const find = (query: string) => actions().listTags(bench().session('bob'), project(), query);

  const all = await find('');
  expect([all.length, all[0]]).toEqual([110, 'v1.109']);
  expect((await find('v1.10')).slice(0, 2)).toEqual(['v1.10', 'v1.100']);
  expect(await find('v1.')).toHaveLength(100);
  expect(await find('nothing')).toEqual([]);
});

const DEPLOY = `on:
  workflow_dispatch:
    inputs:
      target: { type: choice, options: [staging, production], required: true }
`;

describe('workflows', () => {
  it('are those that can be run by hand on the branch', async () => {
    const { world } = bench();
    const id = world.writeWorkflow(APP, 'Deploy', DEPLOY);
    world.writeWorkflow(APP, 'Checks', 'on: push');
    world.writeWorkflow(APP, 'Old', DEPLOY, 'disabled_manually');
    world.writeWorkflow(APP, 'Broken', 'on: [');
    const list = (ref: string) => actions().listWorkflows(bench().session('bob'), project(), ref);

    expect(await list('main')).toEqual([
      {
        id,
        name: 'Deploy',
        inputs: [
          {
            name: 'target',
            description: null,
            isRequired: true,
            default: null,
            choices: ['staging', 'production'],
          },
        ],
      },
    ]);
    expect(await list('feature/page')).toHaveLength(1);
    expect(await list('nowhere')).toEqual([]);
  });

  it('are found on all pages, among the first hundred that have a file', async () => {
    const { world } = bench();
    for (let n = 0; n < 101; n += 1) world.writeWorkflow(APP, `Old ${n}`, DEPLOY, 'disabled_manually');
    for (let n = 0; n < 101; n += 1) world.writeWorkflow(APP, `New ${n}`, DEPLOY);

    const found = await actions().listWorkflows(bench().session('bob'), project(), 'main');

    expect(found).toHaveLength(100);
    expect(found[0]?.name).toBe('New 0');
  });

  it('that are too large, or no file, are none', async () => {
    bench().world.writeWorkflow(APP, 'Deploy', `${DEPLOY}#${'x'.repeat(300_000)}`);
    bench().world.writeWorkflow(APP, 'Link', DEPLOY);
    const fault = { kind: 'status', status: 200, contentType: 'application/json', body: '[]' } as const;
    bench().spoil({ path: /link\.yml/, fault });

    expect(await actions().listWorkflows(bench().session('bob'), project(), 'main')).toEqual([]);
  });
});

describe('running a workflow', () => {
  const run = (workflowId: string, variables = {}, ref = 'main') =>
    ({ action: 'run-pipeline', ref, workflowId, variables }) as const;

  it('tells the run that came of it', async () => {
    const id = bench().world.writeWorkflow(APP, 'Deploy', DEPLOY);

    const receipt = await bench().perform('bob', run(id, { target: 'staging' }, 'feature/page'));

    const look = await bench().look('bob', { kind: 'pipeline', id: receipt.id ?? '' });
    expect(look.pipeline).toMatchObject({ name: 'Deploy', ref: 'feature/page', url: receipt.url });
    expect(bench().writes()).toHaveLength(1);
  });

  it('runs on a tag, too', async () => {
    const id = bench().world.writeWorkflow(APP, 'Deploy', DEPLOY);
    bench().world.pushTag(APP, 'v1', 'alice');

    expect(await actions().listWorkflows(bench().session('bob'), project(), 'v1')).toHaveLength(1);
    expect(await bench().perform('bob', run(id, { target: 'staging' }, 'v1'))).toMatchObject({
      id: expect.any(String),
    });
  });

  it('on a server that knows nothing of telling it is asked once more, since nothing was done', async () => {
    const id = bench().world.writeWorkflow(APP, 'Deploy', DEPLOY);
    const fault = {
      kind: 'status',
      status: 422,
      contentType: 'application/json',
      body: '{"message":"Invalid request.\\n\\n\\"return_run_details\\" is not a permitted key."}',
    } as const;
    bench().spoil({ method: 'POST', path: /dispatches/, fault, times: 1 });

    expect(await bench().perform('bob', run(id, { target: 'staging' }))).toEqual({ id: null, url: null });
  });

  it.each<[string, string, Record<string, string>, string]>([
    ['a missing input', 'main', {}, 'invalid'],
    ['an unknown input', 'main', { target: 'staging', x: '1' }, 'invalid'],
    ['another value than those to choose from', 'main', { target: 'mars' }, 'invalid'],
    ['a branch that is not there', 'nowhere', { target: 'staging' }, 'no-ref'],
  ])('is refused for %s', async (_what, ref, variables, code) => {
    const id = bench().world.writeWorkflow(APP, 'Deploy', DEPLOY);

    await expect(bench().perform('bob', run(id, variables, ref))).rejects.toMatchObject({
      name: 'ActionRefused',
      code,
    });
  });

  it('is refused where it cannot be run by hand, to readers, and to tokens that may not', async () => {
    const id = bench().world.writeWorkflow(APP, 'Checks', 'on: push');
    bench().world.setRole(APP, 'carol', 'triage');
    const token = { kind: 'fine-grained', scopes: ['actions=read'] } as const;

    await expect(bench().perform('bob', run(id))).rejects.toMatchObject({ code: 'unsupported' });
    await expect(bench().perform('carol', run(id))).rejects.toMatchObject({ code: 'role' });
    await expect(bench().perform('bob', run(id), token)).rejects.toMatchObject({ code: 'scope' });
    await expect(bench().perform('bob', run('99'))).rejects.toMatchObject({ code: 'not-found' });
    await expect(bench().perform('bob', { ...run(id), workflowId: null })).rejects.toMatchObject({
      code: 'invalid',
    });
  });
});
