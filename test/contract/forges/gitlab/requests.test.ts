import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  pushEvent,
  rawDeployment,
  rawImageRepository,
  rawImageTag,
  rawMilestone,
  rawRelease,
} from '../../../unit/forges/gitlab/code-fixtures.js';
import {
  NEW_HEAD,
  OLD_HEAD,
  rawCommit,
  rawComparison,
  rawDiff,
} from '../../../unit/forges/gitlab/document-fixtures.js';
import { FakeGitlab } from '../../../unit/forges/gitlab/fake-gitlab.js';
import {
  ALICE,
  APP,
  at,
  BOB,
  noteEvent,
  rawEvent,
  rawMergeRequest,
  rawPipeline,
  rawTodo,
} from '../../../unit/forges/gitlab/fixtures.js';
import { rawWikiPage } from '../../../unit/forges/gitlab/wiki-fixtures.js';

interface Operation {
  readonly parameters?: readonly {
    readonly in: string;
    readonly name: string;
    readonly enum?: readonly string[];
  }[];
}

const SPEC = fileURLToPath(
  new URL('../../../../../shared/contracts/gitlab/openapi-subset.json', import.meta.url),
);
const isThere = existsSync(SPEC);
const SKIPPED = isThere ? '' : ' (skipped: ../shared/contracts is missing)';

/** Said to be the same as of projects, where the specification knows them of projects alone. https://docs.gitlab.com/api/group_wikis/ */
const TWINS: Readonly<Record<string, string>> = { '/api/v4/groups/team/wikis': '/api/v4/projects/10/wikis' };

/** What the specification lacks, by its own account. */
const UNSPECIFIED = ['/user', '/todos', '/discussions', '/milestones', '/issues_statistics'];

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

/** Everything that the adapter can ask, in one go. */
async function askEverything(): Promise<void> {
  const adapter = gitlab.adapter();
  const row = rawMergeRequest(5, { reviewers: [ALICE], author: BOB, updated_at: at(1) });
  const project = {
    id: 10,
    name: 'App',
    path_with_namespace: 'team/app',
    web_url: 'https://x',
    default_branch: 'main',
  };
  gitlab
    .on('/personal_access_tokens/self', { scopes: ['api'] })
    .on('/user', ALICE)
    .on('/projects', [project])
    .on('/projects/10', project)
    .on('/todos', [rawTodo(1)])
    .on('/events', [pushEvent(102), noteEvent(101, { type: 'DiffNote' }), rawEvent(100)])
    .on('/merge_requests', [row])
    .on('/projects/10/merge_requests', [row])
    .on('/projects/10/merge_requests/5', row)
    .on('/projects/10/merge_requests/6', rawMergeRequest(6))
    .on('/projects/10/merge_requests/5/approvals', { approved_by: [] })
    .on('/projects/10/merge_requests/5/reviewers', [])
    .on('/projects/10/merge_requests/5/diffs', [rawDiff('src/main.ts')])
    .on('/projects/10/merge_requests/5/discussions', [])
    .on('/projects/10/pipelines', [rawPipeline(401, { status: 'failed', updated_at: at(1) })])
    .on('/projects/10/pipelines/401', rawPipeline(401, { status: 'failed', updated_at: at(1) }))
    .on('/projects/10/pipelines/401/jobs', [])
    .on('/projects/10/releases', [rawRelease('v1')])
    .on('/projects/10/deployments', [rawDeployment(1, { environment: { id: 9, name: 'live' } })])
    .on('/projects/10/environments/9', { tier: 'production' })
    .on('/projects/10/wikis', [rawWikiPage('home', 'Welcome')])
    .on('/groups/team/wikis', [rawWikiPage('home', 'Welcome')])
    .on('/projects/10/milestones', [rawMilestone(1, { due_date: '2026-09-02' })])
    .on('/projects/10/issues_statistics', { statistics: { counts: { all: 1, opened: 1 } } })
    .on('/projects/10/registry/repositories', [rawImageRepository(5)])
    .on('/projects/10/registry/repositories/5/tags', [{ name: 'latest' }])
    .on('/projects/10/registry/repositories/5/tags/latest', rawImageTag('latest'))
    .on('/projects/10/repository/commits', [rawCommit(NEW_HEAD, [OLD_HEAD])])
    .on('/projects/10/repository/compare', rawComparison([rawDiff('README.md')]))
    .on(`/projects/10/repository/commits/${NEW_HEAD}/merge_requests`, [])
    .on('/projects/10/events', []);
  await adapter.identify(gitlab.session());
  await adapter.findProject(gitlab.session(), '10');
  await adapter.listProjects(gitlab.session(), 1);
  await adapter.listProjects(gitlab.session(), 1, { search: 'team', isStarred: true });
  await gitlab.read({ kind: 'inbox' });
  await gitlab.read({ kind: 'activity', cursor: { id: 100 }, keepsFiles: () => true });
  await gitlab.read({ kind: 'activity', watched: [APP, { ...APP, id: '11' }] });
  await gitlab.read({ kind: 'releases', project: APP, cursor: { newestAt: at(0) } });
  await gitlab.read({ kind: 'deployments', project: APP, cursor: { newestAt: at(0) } });
  await gitlab.read({
    kind: 'wiki',
    project: APP,
    cursor: { wiki: { pages: [], isWhole: true }, since: null },
  });
  await gitlab.read({ kind: 'group-wikis' });
  await gitlab.read({ kind: 'images', project: APP });
  await gitlab.read({ kind: 'documents', project: APP, cursor: { head: OLD_HEAD } });
  await gitlab.read({ kind: 'milestones', project: APP });
  const tracked = [['1006', '10', 6]];
  for (const cursor of [null, { newestAt: at(0), isWhole: true, projects: ['10'], tracked }]) {
    gitlab.snapshots.clear();
    await gitlab.read({ kind: 'merge-requests', cursor, keepsFiles: () => true });
    await gitlab.read({ kind: 'merge-requests', project: APP, cursor });
    await gitlab.read({
      kind: 'pipelines',
      project: APP,
      cursor: cursor && { newestAt: at(0), running: {} },
    });
  }
}

function isPathOf(template: string, path: string): boolean {
  const [known, asked] = [template.split('/'), path.split('/')];
  return (
    known.length === asked.length &&
    known.every((part, index) => part.startsWith('{') || part === asked[index])
  );
}

(isThere ? describe : describe.skip)(`every request of the adapter${SKIPPED}`, () => {
  it('is an operation of GitLab’s specification with parameters and values that it knows', async () => {
    const { paths } = JSON.parse(readFileSync(SPEC, 'utf8')) as {
      paths: Record<string, { get?: Operation }>;
    };

    await askEverything();

    const seen = new Set<string>();
    for (const { method, path, query } of gitlab.requests) {
      // GraphQL has a schema of its own.
      if (path === '/api/graphql') continue;
      expect(method).toBe('GET');
      if (UNSPECIFIED.some((end) => path.endsWith(end))) continue;
      const template = Object.keys(paths).find((key) => isPathOf(key, TWINS[path] ?? path));
      const operation = paths[template ?? '']?.get;
      expect([path, operation !== undefined]).toEqual([path, true]);
      seen.add(template ?? '');
      const parameters = new Map(operation?.parameters?.map((parameter) => [parameter.name, parameter]));
      for (const [name, value] of query) {
        const parameter = parameters.get(name.replace('[]', ''));
        expect([template, name, parameter?.in]).toEqual([template, name, 'query']);
        if (parameter?.enum !== undefined) expect(parameter.enum).toContain(value);
      }
    }
    expect(gitlab.requests.map(({ path }) => path)).toEqual(expect.arrayContaining(Object.keys(TWINS)));
    expect([...seen].sort()).toEqual([
      '/api/v4/events',
      '/api/v4/merge_requests',
      '/api/v4/personal_access_tokens/self',
      '/api/v4/projects',
      '/api/v4/projects/{id}',
      '/api/v4/projects/{id}/deployments',
      '/api/v4/projects/{id}/environments/{environment_id}',
      '/api/v4/projects/{id}/events',
      '/api/v4/projects/{id}/merge_requests',
      '/api/v4/projects/{id}/merge_requests/{merge_request_iid}',
      '/api/v4/projects/{id}/merge_requests/{merge_request_iid}/approvals',
      '/api/v4/projects/{id}/merge_requests/{merge_request_iid}/diffs',
      '/api/v4/projects/{id}/merge_requests/{merge_request_iid}/reviewers',
      '/api/v4/projects/{id}/pipelines',
      '/api/v4/projects/{id}/pipelines/{pipeline_id}',
      '/api/v4/projects/{id}/pipelines/{pipeline_id}/bridges',
      '/api/v4/projects/{id}/pipelines/{pipeline_id}/jobs',
      '/api/v4/projects/{id}/registry/repositories',
      '/api/v4/projects/{id}/registry/repositories/{repository_id}/tags',
      '/api/v4/projects/{id}/registry/repositories/{repository_id}/tags/{tag_name}',
      '/api/v4/projects/{id}/releases',
      '/api/v4/projects/{id}/repository/commits',
      '/api/v4/projects/{id}/repository/commits/{sha}/merge_requests',
      '/api/v4/projects/{id}/repository/compare',
      '/api/v4/projects/{id}/wikis',
    ]);
  });
});
