import { expect, it } from '@jest/globals';
import { parseList, parseOne, parseWrappedList } from '../../../../src/forges/github/lenient-parse.js';
import {
  closedBySchema,
  commentSchema,
  commitSchema,
  commitWordsSchema,
  deploymentSchema,
  deploymentStatusSchema,
  issueSchema,
  jobSchema,
  linkedCommitSchema,
  mergeabilitySchema,
  mergedBySchema,
  pullSchema,
  releaseSchema,
  repositorySchema,
  reviewSchema,
  runSchema,
  threadSchema,
  userSchema,
} from '../../../../src/forges/github/schema.js';
import { spotOfUrl, toComment } from '../../../../src/forges/github/transform/comment.js';
import { toDeployment, withStatus } from '../../../../src/forges/github/transform/deployment.js';
import { toIssue } from '../../../../src/forges/github/transform/issue.js';
import { mergeabilityOf } from '../../../../src/forges/github/transform/mergeability.js';
import { NO_DETAILS, toMergeRequest } from '../../../../src/forges/github/transform/merge-request.js';
import { toPerson, toPersonOrNull } from '../../../../src/forges/github/transform/person.js';
import { toFailedJobs, toPipeline } from '../../../../src/forges/github/transform/pipeline.js';
import { toProject } from '../../../../src/forges/github/transform/project.js';
import { toRelease } from '../../../../src/forges/github/transform/release.js';
import { standingReviews } from '../../../../src/forges/github/transform/reviews.js';
import { aProject } from '../../../support/builders.js';
import { describeContract, recordings } from './recordings.js';

const project = aProject({
  id: '348674220',
  path: 'hub4j-test-org/GHWorkflowRunTest',
  defaultBranch: 'main',
});

describeContract('transforms of recorded answers', () => {
  it('reads every recorded run, alone and in lists', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-actions-runs-[0-9a-f]{6}\.json$/);
    const singles = recordings(/^hub4j-get-repos-o-r-actions-runs-n-[0-9a-f]{6}\.json$/);

    const runs = [
      ...lists.flatMap(({ body }) => parseWrappedList(runSchema, body, 'workflow_runs').items),
      ...singles.map(({ body }) => parseOne(runSchema, body)),
    ];
    const pipelines = runs.map((run) => toPipeline(run, project, null));

    expect(lists.length + singles.length).toBeGreaterThan(5);
    expect(pipelines.length).toBe(runs.length);
    expect(pipelines.every(({ id }) => /^\d+$/.test(id))).toBe(true);
    expect(pipelines.find(({ id }) => id === '2874767918')).toMatchObject({
      number: '78',
      name: 'Fast workflow',
      ref: 'holly-cummins:main',
      sourceBranch: 'main',
      isDefaultBranch: false,
      source: 'pull_request',
      status: 'success',
      attempt: 2,
      createdAt: '2022-08-17T10:55:36Z',
      finishedAt: '2022-08-17T11:47:52Z',
      durationSeconds: 20,
    });
  });

  it('reads recorded jobs', () => {
    for (const { body } of recordings(/actions-runs-n-jobs/)) {
      const { items, faults } = parseWrappedList(jobSchema, body, 'jobs');

      expect(faults).toEqual([]);
      expect(items.length).toBeGreaterThan(0);
      expect(toFailedJobs(items)).toEqual([]);
    }
  });

  it('reads every recorded pull request', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-pulls-[0-9a-f]{6}\.json$/);
    const singles = recordings(/^hub4j-get-repos-o-r-pulls-n-[0-9a-f]{6}\.json$/);

    const pulls = [
      ...lists.flatMap(({ body }) => parseList(pullSchema, body).items),
      ...singles.map(({ body }) => parseOne(pullSchema, body)),
    ];
    const requests = pulls.map((pull) => toMergeRequest(pull, '1', NO_DETAILS));

    expect(lists.length).toBeGreaterThan(0);
    expect(requests.length).toBeGreaterThan(5);
    for (const request of requests) {
      expect(request.headSha).toMatch(/^[0-9a-f]{40}$/);
      expect(Date.parse(request.updatedAt)).not.toBeNaN();
    }
    for (const { body } of singles) expect(() => parseOne(mergedBySchema, body)).not.toThrow();
    const states = singles.map(({ body }) => mergeabilityOf(parseOne(mergeabilitySchema, body)));
    expect(new Set(states)).toEqual(new Set(['mergeable']));
  });

  it('reads every recorded release, drafts among them, and the commits that say what was pushed', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-releases-[0-9a-f]{6}\.json$/);
    const singles = recordings(/^hub4j-get-repos-o-r-releases-n-/);
    const listed = lists.map(({ body }) => parseList(releaseSchema, body));
    const releases = [
      ...listed.flatMap(({ items }) => items),
      ...singles.map(({ body }) => parseOne(releaseSchema, body)),
    ].map((raw) => toRelease(raw, '1'));

    expect(listed.flatMap(({ faults }) => faults)).toEqual([]);
    expect(releases.length).toBeGreaterThan(1);
    expect(releases.every(({ title, tag, author }) => title !== '' && tag !== '' && author !== null)).toBe(
      true,
    );
    const commits = recordings(/^hub4j-get-repos-o-r-commits-x-/);
    for (const { body } of commits) expect(() => parseOne(commitSchema, body)).not.toThrow();
  });

  it('reads recorded commits as a history, and one by itself as words that may name somebody', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-commits-[0-9a-f]{6}\.json$/);
    const listed = lists.map(({ body }) => parseList(linkedCommitSchema, body));
    const singles = recordings(/^hub4j-get-repos-o-r-commits-x-/).map(({ body }) =>
      parseOne(commitWordsSchema, body),
    );

    expect(listed.flatMap(({ faults }) => faults)).toEqual([]);
    const commits = listed.flatMap(({ items }) => items);
    expect(commits.length).toBeGreaterThan(1);
    expect(
      commits.every(({ sha, commit }) => /^[0-9a-f]{40}$/.test(sha) && commit.author?.name),
    ).toBeTruthy();
    expect(singles.length).toBeGreaterThan(1);
    expect(singles.every(({ commit }) => commit.message !== '')).toBe(true);
  });

  it('reads recorded deployments and their statuses', () => {
    const [lists, statuses] = [
      recordings(/-deployments-[0-9a-f]{6}\.json$/),
      recordings(/-deployments-n-statuses-/),
    ];
    const listed = lists.map(({ body }) => parseList(deploymentSchema, body));
    const told = statuses.map(({ body }) => parseList(deploymentStatusSchema, body));

    expect([...listed, ...told].flatMap(({ faults }) => faults)).toEqual([]);
    const [deployment] = listed.flatMap(({ items }) => items).map((raw) => toDeployment(raw, project));
    expect(deployment).toMatchObject({ environment: 'unittest', isProduction: false, status: 'pending' });
    expect(told.map(({ items }) => withStatus(deployment!, items).status)).toEqual(['pending']);
  });

  it('reads every recorded issue; those of a list do not say who closed them', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-issues-[0-9a-f]{6}\.json$/);
    const singles = recordings(/^hub4j-get-repos-o-r-issues-n-[0-9a-f]{6}\.json$/);
    const listed = lists.flatMap(({ body }) => parseList(issueSchema, body).items);
    const issues = [...listed, ...singles.map(({ body }) => parseOne(issueSchema, body))].map((issue) =>
      toIssue(issue, '1', toPersonOrNull(issue.closed_by)),
    );

    expect(lists.length).toBeGreaterThan(0);
    expect(listed.every(({ closed_by }) => closed_by === null)).toBe(true);
    expect(issues.some(({ closedBy }) => closedBy !== null)).toBe(true);
    expect(issues.every(({ url }) => spotOfUrl(url) !== null)).toBe(true);
  });

  it('reads recorded reviews, and a draft review is no verdict', () => {
    const reviews = recordings(/^hub4j-get-repos-o-r-pulls-n-reviews-[0-9a-f]{6}\.json$/).flatMap(
      ({ body }) => parseList(reviewSchema, body).items,
    );

    expect(reviews.length).toBeGreaterThan(2);
    expect(standingReviews(reviews.filter(({ state }) => state === 'PENDING'))).toEqual([]);
  });

  it('reads recorded review comments with their threads', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-pulls-n-comments/);
    const comments = lists.flatMap(({ body }) => parseList(commentSchema, body).items);

    expect(comments.length).toBeGreaterThan(5);
    expect(comments.some((comment) => comment.in_reply_to_id)).toBe(true);
    expect(comments.every((comment) => spotOfUrl(comment.html_url)?.number === '484')).toBe(true);
  });

  it('tells comments on issues from those on pull requests', () => {
    const lists = recordings(/^hub4j-get-repos-o-r-issues-n-comments/);
    const comments = lists.flatMap(({ body }) => parseList(commentSchema, body).items);
    const kinds = new Set(comments.map((comment) => spotOfUrl(comment.html_url)?.kind));

    expect(comments.length).toBeGreaterThan(5);
    expect(kinds).toContain('issue');
    expect(kinds).not.toContain(undefined);
    for (const comment of comments) {
      const on = {
        kind: 'merge-request' as const,
        id: '1',
        number: '1',
        title: '',
        author: toPerson({ id: '1', login: 'a' }),
        url: '',
      };
      const subject = toComment(comment, 'issue', { projectId: '1', on, thread: null });
      expect(subject.id).toBe(`issue-${comment.id}`);
      expect(subject.body.length).toBeLessThanOrEqual(2_000);
    }
  });

  it('reads recorded issues, notifications, repositories and users', () => {
    const issues = recordings(/^hub4j-get-repos-o-r-issues-n-[0-9a-f]{6}\.json$/);
    const threads = recordings(/^hub4j-get-notifications/).flatMap(
      ({ body }) => parseList(threadSchema, body).items,
    );
    const repositories = recordings(/^hub4j-get-repos-o-r-[0-9a-f]{6}\.json$/).map(({ body }) =>
      toProject(parseOne(repositorySchema, body)),
    );
    const users = recordings(/^hub4j-get-user-[0-9a-f]{6}\.json$/).map(({ body }) =>
      toPerson(parseOne(userSchema, body)),
    );

    for (const { body } of issues) expect(() => parseOne(closedBySchema, body)).not.toThrow();
    expect(threads).toHaveLength(5);
    expect(threads.map(({ subject }) => subject.type)).toEqual(Array(5).fill('PullRequest'));
    expect(repositories.length).toBeGreaterThan(1);
    expect(repositories.every(({ path, id }) => path.split('/').length === 2 && /^\d+$/.test(id))).toBe(true);
    expect(users.length).toBeGreaterThan(0);
    expect(users.every(({ login, name }) => login !== '' && name !== '')).toBe(true);
  });
});
