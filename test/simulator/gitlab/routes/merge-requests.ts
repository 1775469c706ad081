import { filesIn } from '../../core/history.js';
import type { ApiRoutes } from '../http/api-routes.js';
import { badParameter, forbidden, message } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findMergeRequest } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { basicCommit } from '../render/commit.js';
import { diffEntity } from '../render/compare.js';
import { fullMergeRequest, versionOf } from '../render/merge-request.js';
import { pipelineRow } from '../render/pipeline.js';
import { basicUser } from '../render/user.js';
import { accessLevel, DEVELOPER } from '../state/access.js';
import { divergedCommits } from '../state/mergeability.js';
import { editDescription, editTitle } from '../state/merge-requests.js';
import { close, reopen } from '../state/merging.js';
import type { MergeRequest, User } from '../state/model.js';
import { startPipeline } from '../state/pipelines.js';
import { setAssignees, setReviewers } from '../state/reviewing.js';
import { fullPipeline } from '../render/pipeline.js';

const ONE = '/projects/:id/merge_requests/:iid';

export function mergeRequestRoutes(routes: ApiRoutes): void {
  routes.get(ONE, show);
  routes.put(ONE, update);
  routes.get(`${ONE}/commits`, listCommits);
  routes.get(`${ONE}/diffs`, listDiffs);
  routes.get(`${ONE}/versions`, listVersions);
  routes.get(`${ONE}/participants`, listParticipants);
  routes.get(`${ONE}/pipelines`, listPipelines);
  routes.post(`${ONE}/pipelines`, createPipeline);
}

/** https://docs.gitlab.com/api/merge_requests/#get-single-mr: the count is told of open ones only. */
function show(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const shown = fullMergeRequest(call.store, mergeRequest, call.viewer);
  const isCounted = call.input.flag('include_diverged_commits_count') === true;
  if (!isCounted || mergeRequest.state !== 'opened') return shown;
  return { ...shown, diverged_commits_count: divergedCommits(mergeRequest) };
}

function update(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  const isAllowed = by === mergeRequest.author || accessLevel(mergeRequest.project, by) >= DEVELOPER;
  if (!isAllowed) throw forbidden();
  if (!KNOWN.some((name) => call.input.has(name))) {
    throw badParameter(`${KNOWN.join(', ')} are missing, at least one parameter must be provided`);
  }
  applyTexts(call, mergeRequest, by);
  applyPeople(call, mergeRequest, by);
  const event = call.input.oneOf('state_event', ['close', 'reopen']);
  if (event === 'close') close(call.store, mergeRequest, by);
  if (event === 'reopen') reopen(call.store, mergeRequest, by);
  return fullMergeRequest(call.store, mergeRequest, call.viewer);
}

const KNOWN = [
  'assignee_id',
  'assignee_ids',
  'description',
  'labels',
  'add_labels',
  'remove_labels',
  'reviewer_ids',
  'squash',
  'state_event',
  'title',
];

function applyTexts(call: Call, mergeRequest: MergeRequest, by: User): void {
  const { input, store } = call;
  const title = input.text('title');
  const description = input.text('description');
  if (title === '') throw message(400, { title: ["can't be blank"] });
  if (title !== undefined) editTitle(store, mergeRequest, title, by);
  if (description !== undefined) editDescription(store, mergeRequest, description, by);
  const labels = newLabels(call, mergeRequest.labels);
  if (labels.join() !== mergeRequest.labels.join()) {
    mergeRequest.labels = labels;
    store.touchMergeRequest(mergeRequest);
  }
  mergeRequest.squash = input.flag('squash') ?? mergeRequest.squash;
}

function newLabels({ input }: Call, before: readonly string[]): string[] {
  const set = input.list('labels') ?? before;
  const removed = new Set(input.list('remove_labels') ?? []);
  const added = input.list('add_labels') ?? [];
  return [...new Set([...set, ...added])].filter((label) => !removed.has(label)).sort();
}

function applyPeople(call: Call, mergeRequest: MergeRequest, by: User): void {
  const assignee = call.input.integer('assignee_id');
  const assignees = assignee === undefined ? call.input.integers('assignee_ids') : [assignee];
  const reviewers = call.input.integers('reviewer_ids');
  if (assignees !== undefined)
    setAssignees(call.store, mergeRequest, readers(call, mergeRequest, assignees), by);
  if (reviewers !== undefined)
    setReviewers(call.store, mergeRequest, readers(call, mergeRequest, reviewers), by);
}

/** Who cannot see the project is left out without a word, as are all but the first on a small plan; 0 means nobody. */
function readers(call: Call, mergeRequest: MergeRequest, ids: readonly number[]): User[] {
  const most = mergeRequest.project.settings.allowsManyPeople ? ids.length : 1;
  const users = [...new Set(ids)].slice(0, most).map((id) => call.store.users.get(id));
  return users.filter(
    (user): user is User =>
      user !== undefined && (!mergeRequest.project.isPrivate || accessLevel(mergeRequest.project, user) > 0),
  );
}

function listCommits(call: Call): unknown {
  const { project, commits } = findMergeRequest(call);
  return paginate(call, [...commits].reverse()).map((commit) => basicCommit(call.store, project, commit));
}

function listDiffs(call: Call): unknown {
  return paginate(call, filesIn(findMergeRequest(call).commits)).map(diffEntity);
}

function listVersions(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  return paginate(call, [...mergeRequest.versions].reverse()).map((version) =>
    versionOf(mergeRequest, version),
  );
}

function listParticipants(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const people = new Set([
    mergeRequest.author,
    ...mergeRequest.assignees,
    ...mergeRequest.reviewers.map(({ user }) => user),
    ...mergeRequest.notes.filter(({ isSystem }) => !isSystem).map(({ author }) => author),
  ]);
  return paginate(call, [...people]).map((user) => basicUser(call.store, user));
}

function listPipelines(call: Call): unknown {
  const { pipelines } = findMergeRequest(call);
  return paginate(call, [...pipelines].reverse()).map((pipeline) => pipelineRow(call.store, pipeline));
}

function createPipeline(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  if (accessLevel(mergeRequest.project, person(call)) < DEVELOPER) {
    throw message(400, { base: ['Insufficient permissions to create a new pipeline'] });
  }
  const pipeline = startPipeline(call.store, mergeRequest.project, {
    user: person(call),
    ref: `refs/merge-requests/${mergeRequest.iid}/head`,
    source: 'merge_request_event',
    status: 'pending',
    name: null,
    mergeRequest,
    variables: [],
  });
  return fullPipeline(call.store, pipeline);
}
