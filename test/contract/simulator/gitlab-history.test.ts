import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const REPOSITORY = '/projects/team%2Fapp/repository';

describe('history of the simulated GitLab', () => {
  let scene: GitlabScene;
  let start: string;

  beforeEach(async () => {
    scene = await gitlabScene();
    start = scene.world.push('team/app', { by: 'ann', branch: 'main' });
  });

  afterEach(() => scene.close());

  async function compare(to: string): Promise<Record<string, unknown>> {
    return one(await scene.ask(`${REPOSITORY}/compare?from=${start}&to=${to}&straight=true`));
  }

  it('begins with the head of the default branch', async () => {
    const head = scene.world.push('team/app', { by: 'ann', branch: 'main' });

    expect(rows(await scene.ask(`${REPOSITORY}/commits?per_page=1`))).toMatchObject([
      { id: head, parent_ids: [start] },
    ]);
  });

  it('is compared: what was added, moved and deleted, and how a merge brought it', async () => {
    const { number } = scene.world.openMergeRequest('team/app', { author: 'bob', title: 'Write docs' });
    scene.world.pushCommit('team/app', number, 'bob', [
      { path: 'docs/b.md', status: 'renamed', from: 'docs/a.md' },
      { path: 'docs/c.md', status: 'removed' },
    ]);
    scene.world.merge('team/app', number, 'ann');
    const [head] = rows(await scene.ask(`${REPOSITORY}/commits?per_page=1`));

    const { diffs } = await compare(String(head?.['id']));
    const found = rows(await scene.ask(`${REPOSITORY}/commits/${String(head?.['id'])}/merge_requests`));

    expect(diffs).toMatchObject([
      { new_path: 'docs/b.md', old_path: 'docs/a.md', renamed_file: true, deleted_file: false },
      { new_path: 'docs/c.md', deleted_file: true },
    ]);
    expect(found).toMatchObject([{ iid: number, author: { username: 'bob' } }]);
  });

  it('loses the last commit of a merge request to a push with force', async () => {
    const files = [{ path: 'src/b.ts' }];
    const { number } = scene.world.openMergeRequest('team/app', { author: 'bob', title: 'Move', files });
    scene.world.pushCommit('team/app', number, 'bob', [{ path: 'src/d.ts', status: 'added' }]);
    const sha = scene.world.rewriteHead('team/app', number, 'bob');
    const path = `/projects/team%2Fapp/merge_requests/${number}`;

    expect(one(await scene.ask(path))).toMatchObject({ sha });
    expect(rows(await scene.ask(`${path}/diffs`)).map(({ new_path }) => new_path)).not.toContain('src/d.ts');
  });

  it('lists what the commits of a merge request do to files, by pages', async () => {
    const files = [{ path: 'src/b.ts', status: 'renamed', from: 'src/a.ts' }, { path: 'src/c.ts' }] as const;
    const fields = { author: 'bob', title: 'Move', files };
    const { number } = scene.world.openMergeRequest('team/app', fields);
    scene.world.pushCommit('team/app', number, 'bob', [{ path: 'src/d.ts', status: 'added' }]);
    const path = `/projects/team%2Fapp/merge_requests/${number}/diffs`;

    expect(rows(await scene.ask(`${path}?per_page=2`))).toMatchObject([
      { new_path: 'src/b.ts', old_path: 'src/a.ts', renamed_file: true },
      { new_path: 'src/c.ts', old_path: 'src/c.ts' },
    ]);
    expect(rows(await scene.ask(`${path}?per_page=2&page=2`))).toMatchObject([
      { new_path: 'src/d.ts', new_file: true },
    ]);
  });

  it('that was rewritten no longer comes from its former head, and what is gone cannot be compared', async () => {
    const head = scene.world.push('team/app', { by: 'ann', branch: 'main', isForced: true });

    const { commits } = await compare(head);
    const gone = await scene.ask(`${REPOSITORY}/compare?from=${'0'.repeat(40)}&to=${head}`);

    expect((commits as { parent_ids: string[] }[]).flatMap(({ parent_ids }) => parent_ids)).not.toContain(
      start,
    );
    expect(gone.status).toBe(404);
  });

  it('is not for guests', async () => {
    scene.world.addMember('team/app', 'eve', 10);

    expect((await scene.ask(`${REPOSITORY}/commits`, { token: scene.world.addToken('eve') })).status).toBe(
      403,
    );
  });
});
