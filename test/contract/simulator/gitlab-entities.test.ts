import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  compareNames,
  hasContracts,
  missingContracts,
  openApi,
  recorded,
  validators,
} from './gitlab-contracts.js';
import { absentFrom, shapeOf } from './entity-shape.js';
import { KNOWN_ODD, OPTIONAL } from './gitlab-exceptions.js';
import { type Answer, type GitlabScene, gitlabScene, one, rows } from './gitlab-scene.js';

const MR = '/projects/team%2Fapp/merge_requests/1';

const suite = hasContracts ? describe : describe.skip;

suite(hasContracts ? 'entities of the simulated GitLab' : missingContracts, () => {
  let scene: GitlabScene;
  let pipeline: number;
  let answers: Record<string, Answer>;

  beforeAll(async () => {
    scene = await gitlabScene();
    pipeline = playOut(scene);
    const paths = {
      project: '/projects/team%2Fapp',
      projects: '/projects?simple=true',
      mergeRequests: '/merge_requests?scope=all',
      simple: '/merge_requests?scope=all&view=simple',
      mergeRequest: MR,
      merged: '/projects/team%2Fapp/merge_requests/2',
      approvals: `${MR}/approvals`,
      reviewers: `${MR}/reviewers`,
      issues: '/issues?scope=all',
      issue: '/projects/team%2Fapp/issues/1',
      issueNotes: '/projects/team%2Fapp/issues/1/notes',
      issueDiscussions: '/projects/team%2Fapp/issues/1/discussions',
      notes: `${MR}/notes`,
      discussions: `${MR}/discussions`,
      commits: `${MR}/commits`,
      versions: `${MR}/versions`,
      members: '/projects/team%2Fapp/members/all',
      pipelines: '/projects/team%2Fapp/pipelines',
      pipeline: `/projects/team%2Fapp/pipelines/${pipeline}`,
      jobs: `/projects/team%2Fapp/pipelines/${pipeline}/jobs?include_retried=true`,
      bridges: `/projects/team%2Fapp/pipelines/${pipeline}/bridges`,
      todos: '/todos',
      events: '/events?scope=all&per_page=100',
      releases: '/projects/team%2Fapp/releases',
      deployments: '/projects/team%2Fapp/deployments',
      wikis: '/projects/team%2Fapp/wikis',
      groupWikis: '/groups/team/wikis',
      compare: '/projects/team%2Fapp/repository/compare?from=v1&to=main',
      token: '/personal_access_tokens/self',
      user: '/user',
      metadata: '/metadata',
    };
    answers = {};
    for (const [name, path] of Object.entries(paths)) answers[name] = await scene.ask(path);
  });

  afterAll(() => scene.close());

  it.each([
    ['mergeRequests', 'public_api/v4/merge_request.json'],
    ['mergeRequest', 'public_api/v4/merge_request.json'],
    ['merged', 'public_api/v4/merge_request.json'],
    ['simple', 'public_api/v4/merge_request_simple.json'],
    ['issues', 'public_api/v4/issue.json'],
    ['issue', 'public_api/v4/issue.json'],
    ['pipelines', 'public_api/v4/pipeline.json'],
    ['pipeline', 'public_api/v4/pipeline/detail.json'],
    ['jobs', 'public_api/v4/job.json'],
    ['commits', 'public_api/v4/commit/basic.json'],
    ['user', 'public_api/v4/user/basic.json'],
  ])('%s has what %s requires', (name, path) => {
    const validate = validators()(path);
    for (const entity of entities(name)) {
      validate(entity);
      expect(validate.errors ?? []).toEqual([]);
    }
  });

  it.each([
    ['members', 'public_api/v4/members.json'],
    ['notes', 'public_api/v4/notes.json'],
    ['issueNotes', 'public_api/v4/notes.json'],
  ])('the list %s has what %s requires', (name, path) => {
    const validate = validators()(path);
    validate(rows(answerOf(name)));
    expect(validate.errors ?? []).toEqual([]);
  });

  it('uses the status schema for the status of a pipeline', () => {
    const validate = validators()('status/ci_detailed_status.json');
    validate(one(answerOf('pipeline'))['detailed_status']);
    expect((validate.errors ?? []).filter(({ instancePath }) => instancePath !== '/illustration')).toEqual(
      [],
    );
  });

  it.each([
    ['mergeRequests', 'API_Entities_MergeRequestBasic'],
    ['mergeRequest', 'API_Entities_MergeRequest'],
    ['approvals', 'API_Entities_MergeRequestApprovals'],
    ['reviewers', 'API_Entities_MergeRequestReviewer'],
    ['versions', 'API_Entities_MergeRequestDiff'],
    ['notes', 'API_Entities_Note'],
    ['issueNotes', 'API_Entities_Note'],
    ['commits', 'API_Entities_Commit'],
    ['pipelines', 'API_Entities_Ci_PipelineBasic'],
    ['pipeline', 'API_Entities_Ci_PipelineWithMetadata'],
    ['jobs', 'API_Entities_Ci_Job'],
    ['bridges', 'API_Entities_Ci_Bridge'],
    ['events', 'API_Entities_Event'],
    ['members', 'API_Entities_Member'],
    ['releases', 'API_Entities_Release'],
    ['deployments', 'API_Entities_Deployment'],
    ['wikis', 'API_Entities_WikiPageBasic'],
    ['groupWikis', 'API_Entities_WikiPageBasic'],
    ['compare', 'API_Entities_Compare'],
    ['projects', 'API_Entities_BasicProjectDetails'],
    ['token', 'API_Entities_PersonalAccessToken'],
    ['metadata', 'API_Entities_Metadata'],
  ])('%s has the names and values of %s', (name, definition) => {
    for (const entity of entities(name)) {
      const { odd, absent } = compareNames(openApi(), definition, entity);
      expect(odd.filter((place) => !KNOWN_ODD.has(place))).toEqual([]);
      expect(absent.filter((place) => !OPTIONAL.some((pattern) => pattern.test(place)))).toEqual([]);
    }
  });

  it('gives an issue all names of its definition, and of those of its extended one no other', () => {
    for (const entity of entities('issues')) {
      const { absent } = compareNames(openApi(), 'API_Entities_IssueBasic', entity);
      expect(absent.filter((place) => !OPTIONAL.some((pattern) => pattern.test(place)))).toEqual([]);
      const { odd } = compareNames(openApi(), 'API_Entities_RelatedIssue', entity);
      expect(odd.filter((place) => !KNOWN_ODD.has(place))).toEqual([]);
    }
  });

  it('gives a project the names of its definition, though not those of every paid feature', () => {
    const { odd } = compareNames(openApi(), 'API_Entities_ProjectWithAccess', one(answerOf('project')));
    expect(odd).toEqual([]);
  });

  it.each([
    ['todos', 'todos', []],
    ['events', 'project-events', []],
    [
      'approvals',
      'approvals',
      [
        'id',
        'iid',
        'project_id',
        'title',
        'description',
        'state',
        'created_at',
        'updated_at',
        'merge_status',
        'approvals_required',
        'approvals_left',
      ],
    ],
    ['pipeline', 'pipeline', []],
    [
      'mergeRequest',
      'merge-request',
      [
        'author.created_at',
        'author.email',
        'assignee.created_at',
        'assignee.email',
        'squash_commit_sha',
        'allow_collaboration',
        'allow_maintainer_to_push',
        'diverged_commits_count',
        'head_pipeline.user.email',
      ],
    ],
    [
      'jobs',
      'job',
      [
        'artifacts_file',
        'project.created_at',
        'project.description',
        'project.id',
        'project.name',
        'project.name_with_namespace',
        'project.path',
        'project.path_with_namespace',
        'failure_reason',
        'erased_at',
      ],
    ],
    ['versions', 'merge-request-versions', []],
    // Before 12.6 it was the sum of one file, and a link said whether it leads elsewhere.
    [
      'releases',
      'releases',
      ['description_html', 'evidence_sha', 'assets.evidence_file_path', 'assets.links.external'],
    ],
    ['deployments', 'deployment', ['deployable']],
    ['discussions', 'merge-request-discussions', []],
    ['issueDiscussions', 'issue-discussions', []],
    ['issue', 'issue', ['task_status', 'epic', 'iteration', 'health_status']],
    ['members', 'members', []],
    ['token', 'personal-access-token', ['token']],
    ['metadata', 'metadata', []],
  ])(
    '%s has what the recording of %s has, but for what only other servers or tiers send',
    (name, file, elsewhere) => {
      const absent = absentFrom(shapeOf(entities(name)), shapeOf([recorded(file)]));
      expect(
        absent.filter((key) => !elsewhere.some((known) => known === key || key.startsWith(`${known}.`))),
      ).toEqual([]);
    },
  );

  function answerOf(name: string): Answer {
    const answer = answers[name];
    if (answer === undefined) throw new Error(`nothing asked as ${name}`);
    return answer;
  }

  function entities(name: string): Record<string, unknown>[] {
    const answer = answerOf(name);
    const list = Array.isArray(answer.json) ? rows(answer) : [one(answer)];
    expect(list.length).toBeGreaterThan(0);
    return list;
  }
});

function playOut({ world, clock }: GitlabScene): number {
  world.openMergeRequest('team/app', {
    author: 'ann',
    title: 'Add a cache',
    description: 'For @bob',
    reviewers: ['bob'],
    assignees: ['ann'],
  });
  clock.advance(1_234);
  const first = world.comment('team/app', 1, 'bob', 'Why?');
  world.comment('team/app', 1, 'ann', 'Because @bob asked.', first);
  world.reviewComment('team/app', 1, 'bob', 'Off by one.');
  world.pushCommit('team/app', 1, 'ann');
  world.publishRelease('team/app', { tag: 'v1', by: 'ann', notes: 'All new.', files: ['app.zip'] });
  world.deleteTag('team/app', 'v0', 'ann');
  world.writeWikiPage('team/app', { by: 'ann', title: 'home', text: 'Welcome' });
  world.writeWikiPage('team', { by: 'ann', title: 'home', text: 'Welcome' });
  world.push('team/app', { by: 'ann', branch: 'main', files: [{ path: 'README.md' }] });
  const { id } = world.startPipeline('team/app', { by: 'ann', mergeRequest: 1 });
  const other = world.startPipeline('team/app', { by: 'bob' });
  world.addBridge('team/app', id, 'team/app', other.id);
  clock.advance(61_500);
  world.finishPipeline('team/app', id, 'failed', [{ name: 'lint', stage: 'test' }]);
  world.retryPipeline('team/app', id, 'bob');
  clock.advance(5_000);
  world.finishPipeline('team/app', id, 'failed');
  world.blockPipeline('team/app', other.id);
  world.approve('team/app', 1, 'bob');
  world.openMergeRequest('team/app', { author: 'bob', title: 'Second', assignees: ['ann'] });
  world.merge('team/app', 2, 'bob');
  world.openMergeRequest('team/app', { author: 'bob', title: 'Third', reviewers: ['ann'], isDraft: true });
  world.close('team/app', 3, 'bob');
  world.openIssue('team/app', {
    author: 'ann',
    title: 'It breaks',
    description: 'See @bob',
    assignees: ['bob'],
  });
  world.commentIssue('team/app', 1, 'bob', 'I see, @ann');
  world.closeIssue('team/app', 1, 'bob');
  world.openConfidentialIssue('team/app', { author: 'bob', title: 'A hole', assignees: ['ann'] });
  world.setDueDate('team/app', 2, '2026-03-04');
  world.startDeployment('team/app', { by: 'ann', environment: 'production' });
  return id;
}
