import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import type { z } from 'zod';
import { NO_JOBS } from '../../../../src/domain/subjects/pipeline.js';
import { parseList, type Drops } from '../../../../src/forges/gitlab/parse.js';
import {
  approvalsSchema,
  commitSchema,
  deploymentSchema,
  discussionSchema,
  environmentSchema,
  imageRepositorySchema,
  milestoneSchema,
  eventSchema,
  issueSchema,
  jobSchema,
  mergeRequestSchema,
  namedCommitSchema,
  noteSchema,
  pipelineSchema,
  projectSchema,
  pushSchema,
  releaseSchema,
  selfSchema,
  todoSchema,
  userSchema,
} from '../../../../src/forges/gitlab/schema.js';
import {
  branchSchema,
  createdSchema,
  editedSchema,
  memberSchema,
  membershipSchema,
  mergeRequestDetailSchema,
  namedSchema,
  openDiscussionSchema,
  projectRulesSchema,
  waitingDeploymentSchema,
  writtenNoteSchema,
} from '../../../../src/forges/gitlab/schema/acting.js';
import { personSchema } from '../../../../src/forges/gitlab/schema/fields.js';
import { NOTHING_KNOWN, toMergeRequest } from '../../../../src/forges/gitlab/transform/merge-request.js';
import { toPipeline } from '../../../../src/forges/gitlab/transform/pipeline.js';
import { toDeployment } from '../../../../src/forges/gitlab/transform/deployment.js';
import { toRelease } from '../../../../src/forges/gitlab/transform/release.js';
import { APP } from '../../../unit/forges/gitlab/fixtures.js';
import { sampleOf } from './json-schema-sample.js';

const CONTRACTS = fileURLToPath(new URL('../../../../../shared/contracts/gitlab/', import.meta.url));
const isThere = existsSync(CONTRACTS);
const describeHere = isThere ? describe : describe.skip;
const SKIPPED = isThere ? '' : ' (skipped: ../shared/contracts is missing)';

function body(name: string): unknown {
  return JSON.parse(readFileSync(`${CONTRACTS}bodies/${name}.json`, 'utf8'));
}

function understood<T>(schema: z.ZodType<T>, recorded: unknown): readonly T[] {
  const drops: Drops = { count: 0, sample: null };
  const items = parseList(schema, Array.isArray(recorded) ? recorded : [recorded], drops);
  expect(drops).toEqual({ count: 0, sample: null });
  expect(items.length).toBeGreaterThan(0);
  return items;
}

describeHere(`recorded bodies${SKIPPED}`, () => {
  it.each<[string, z.ZodType]>([
    ['gitlab4j-user', userSchema],
    ['gitlab4j-personal-access-token', selfSchema],
    ['gitlab4j-project', projectSchema],
    ['gitlab4j-api-merge-request', mergeRequestSchema],
    ['gitlab4j-merge-request', mergeRequestSchema],
    ['gitlab4j-issue', issueSchema],
    ['gitlab4j-issue-discussions', discussionSchema],
    ['gitlab4j-approvals', approvalsSchema],
    ['gitlab4j-todos', todoSchema],
    ['gitlab4j-events', eventSchema],
    ['gitlab4j-releases', releaseSchema],
    ['gitlab4j-deployment', deploymentSchema],
    ['gitlab4j-environment', environmentSchema],
    ['gitlab4j-milestone', milestoneSchema],
    ['gitlab4j-registry-repositories', imageRepositorySchema],
    ['gitlab4j-commit', commitSchema],
    ['gitlab4j-api-commit', commitSchema],
    ['gitlab4j-commit', namedCommitSchema],
    ['gitlab4j-note', noteSchema],
    ['gitlab4j-merge-request-note', noteSchema],
    ['gitlab4j-merge-request-discussions', discussionSchema],
    ['gitlab4j-api-merge-request-discussions', discussionSchema],
    ['gitlab4j-pipeline', pipelineSchema],
    ['gitlab4j-job', jobSchema],
    ['gitlab4j-members', personSchema],
    ['gitlab4j-members', memberSchema],
    ['gitlab4j-members', membershipSchema],
    ['gitlab4j-project', projectRulesSchema],
    ['gitlab4j-merge-request', mergeRequestDetailSchema],
    ['gitlab4j-api-merge-request', mergeRequestDetailSchema],
    ['gitlab4j-merge-request', editedSchema],
    ['gitlab4j-issue', editedSchema],
    ['gitlab4j-issue', createdSchema],
    ['gitlab4j-merge-request-note', writtenNoteSchema],
    ['gitlab4j-merge-request-discussions', openDiscussionSchema],
    ['gitlab4j-labels', namedSchema],
    ['gitlab4j-branch', branchSchema],
    ['gitlab4j-deployment', waitingDeploymentSchema],
  ])('%s is understood', (name, schema) => {
    understood(schema, body(name));
  });

  it('of a merge request becomes one of ours', () => {
    const [raw] = understood(mergeRequestSchema, body('gitlab4j-merge-request'));

    expect(toMergeRequest(raw!, NOTHING_KNOWN)).toMatchObject({
      kind: 'merge-request',
      number: raw!.iid,
      state: 'merged',
      updatedAt: raw!.updated_at,
    });
    expect(new Date(raw!.updated_at).toISOString()).toBe(raw!.updated_at);
  });

  it('of a to-do item carries a merge request that is understood, as far back as 2016', () => {
    const targets = understood(todoSchema, body('gitlab4j-todos')).map(({ target }) => target);

    const requests = understood(mergeRequestSchema, targets).map((raw) => toMergeRequest(raw, NOTHING_KNOWN));

    expect(requests).toMatchObject([
      {
        id: '34',
        number: '7',
        author: { login: 'craig_rutherford' },
        assignees: [{ login: 'root' }],
        state: 'open',
      },
      { id: '34' },
    ]);
  });

  it('of a comment’s event carries a note that is understood', () => {
    const notes = understood(eventSchema, body('gitlab4j-events')).flatMap(({ note }) =>
      note ? [note] : [],
    );

    expect(understood(noteSchema, notes)).toMatchObject([{ system: false, author: { id: '1' } }]);
  });

  it('of a push’s event carries what was pushed', () => {
    const events = body('gitlab4j-project-events') as readonly { readonly push_data?: unknown }[];
    const pushes = events.flatMap(({ push_data: push }) => (push === undefined ? [] : [push]));

    expect(understood(pushSchema, pushes)).toMatchObject([
      { action: 'removed', ref_type: 'branch', ref: 'feature/protect_branch' },
      { action: 'created', ref: null },
    ]);
  });

  it('of a deployment by an old server stands as its job does', () => {
    const [raw] = understood(deploymentSchema, body('gitlab4j-deployment'));

    expect(toDeployment(raw!, APP, true)).toMatchObject({
      environment: 'production',
      ref: 'master',
      status: 'success',
      actor: { login: 'root' },
      siteUrl: 'https://about.gitlab.com',
    });
  });

  it('of a release becomes one of ours', () => {
    const [raw] = understood(releaseSchema, body('gitlab4j-releases'));

    expect(toRelease(raw!, APP, new Date('2026-09-01'))).toMatchObject({
      tag: 'v0.2',
      state: 'published',
      assets: ['awesome-v0.2.msi', 'awesome-v0.2.dmg'],
      url: 'https://gitlab.example.com/root/awesome-app/-/releases/v0.2',
      createdAt: '2019-01-03T01:56:19.539Z',
    });
  });

  it('of approvals name those who approved', () => {
    const [approvals] = understood(approvalsSchema, body('gitlab4j-approvals'));

    expect(approvals?.approved_by.map(({ user }) => user.login)).toEqual(['root', 'ryley']);
  });

  it('of discussions keep all their notes', () => {
    const discussions = understood(discussionSchema, body('gitlab4j-api-merge-request-discussions'));

    expect(discussions.map(({ notes }) => notes.length)).toEqual([2, 1]);
    expect(discussions.map(({ individual_note }) => individual_note)).toEqual([false, true]);
  });

  it('of a pipeline becomes one of ours', () => {
    const [raw] = understood(pipelineSchema, body('gitlab4j-pipeline'));

    expect(toPipeline(raw!, APP, null, NO_JOBS)).toMatchObject({
      id: '46',
      status: 'success',
      name: 'Custom pipeline name',
      durationSeconds: 123,
      finishedAt: '2016-08-11T11:32:35.145Z',
      actor: { login: 'root' },
    });
  });
});

describeHere(`a body with nothing but what GitLab’s own schema requires${SKIPPED}`, () => {
  it.each<[string, z.ZodType]>([
    ['merge_request', mergeRequestSchema],
    ['pipeline', pipelineSchema],
    ['job', jobSchema],
    ['notes', noteSchema],
    ['user/basic', personSchema],
    ['members', personSchema],
  ])('is understood: %s', (name, schema) => {
    understood(schema, sampleOf(`${CONTRACTS}schemas/public_api/v4/${name}.json`));
  });
});
