import type { ApiRoutes } from '../http/api-routes.js';
import { forbidden, message, unauthorized } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { findMergeRequest } from '../http/find.js';
import { paginate } from '../http/pagination.js';
import { approvalsOf, fullMergeRequest, reviewersOf } from '../render/merge-request.js';
import { accessLevel, DEVELOPER } from '../state/access.js';
import { canApprove, canMerge, detailedMergeStatus, hasVote, isUnderWay } from '../state/mergeability.js';
import { merge, rebase, setAutoMerge } from '../state/merging.js';
import type { MergeRequest } from '../state/model.js';
import { approve, unapprove } from '../state/reviewing.js';

const ONE = '/projects/:id/merge_requests/:iid';

export function reviewRoutes(routes: ApiRoutes): void {
  routes.get(`${ONE}/approvals`, showApprovals);
  routes.get(`${ONE}/reviewers`, listReviewers);
  routes.post(`${ONE}/approve`, approveIt);
  routes.post(`${ONE}/unapprove`, unapproveIt);
  routes.put(`${ONE}/merge`, mergeIt);
  routes.post('/projects/:id/merge_trains/merge_requests/:iid', boardTrain, { status: 201 });
  routes.put(`${ONE}/rebase`, rebaseIt, { status: 202 });
  routes.post(`${ONE}/cancel_merge_when_pipeline_succeeds`, cancelAutoMerge);
}

function showApprovals(call: Call): unknown {
  return approvalsOf(call.store, findMergeRequest(call), call.viewer);
}

function listReviewers(call: Call): unknown {
  return paginate(call, reviewersOf(call.store, findMergeRequest(call)));
}

function approveIt(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  if (!hasVote(mergeRequest, by)) throw forbidden();
  checkSha(call, mergeRequest);
  if (!canApprove(mergeRequest, by)) throw unauthorized();
  approve(call.store, mergeRequest, by);
  return approvalsOf(call.store, mergeRequest, by);
}

function unapproveIt(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  if (!hasVote(mergeRequest, by)) throw forbidden();
  if (!mergeRequest.approvals.some(({ user }) => user === by)) throw message(404, '404 Not Found');
  unapprove(call.store, mergeRequest, by);
  return approvalsOf(call.store, mergeRequest, by);
}

/** 401 without the right, 405 while something stands in the way, 409 when the head is another one. */
function mergeIt(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  const { input, store } = call;
  if (!canMerge(mergeRequest, by)) throw unauthorized();
  const wantsAuto = (input.flag('auto_merge') ?? input.flag('merge_when_pipeline_succeeds')) === true;
  const isMergeable = detailedMergeStatus(mergeRequest) === 'mergeable';
  const isAutoPossible = wantsAuto && mergeRequest.state === 'opened' && isUnderWay(mergeRequest);
  if (!isMergeable && !isAutoPossible) throw message(405, '405 Method Not Allowed');
  checkSha(call, mergeRequest);
  // What it was told before stands unless it is told to squash.
  if (input.flag('squash') === true) mergeRequest.squash = true;
  if (isAutoPossible) setAutoMerge(store, mergeRequest, by);
  else
    merge(store, mergeRequest, by, {
      removeSourceBranch: input.flag('should_remove_source_branch') === true,
    });
  return fullMergeRequest(store, mergeRequest, by);
}

/** On GitLab it gets a pipeline with those before it; here it merges with its own. */
function boardTrain(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  const { input, store } = call;
  if (!mergeRequest.project.settings.mergesByTrain || !canMerge(mergeRequest, by)) throw forbidden();
  const waits = (input.flag('auto_merge') ?? input.flag('when_pipeline_succeeds')) === true;
  const isReady = detailedMergeStatus(mergeRequest) === 'mergeable' || (waits && isUnderWay(mergeRequest));
  if (mergeRequest.state !== 'opened' || !isReady) throw message(400, '400 Bad request - Failed to merge');
  checkSha(call, mergeRequest);
  if (input.flag('squash') === true) mergeRequest.squash = true;
  setAutoMerge(store, mergeRequest, by);
  return [];
}

function cancelAutoMerge(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  if (by !== mergeRequest.author && !canMerge(mergeRequest, by)) throw unauthorized();
  if (mergeRequest.autoMergeBy === null) throw message(406, '406 Not Acceptable');
  mergeRequest.autoMergeBy = null;
  call.store.touchMergeRequest(mergeRequest);
  return fullMergeRequest(call.store, mergeRequest, call.viewer);
}

/** Goes on after the answer on GitLab; here it has ended by the next request. */
function rebaseIt(call: Call): unknown {
  const mergeRequest = findMergeRequest(call);
  const by = person(call);
  if (accessLevel(mergeRequest.project, by) < DEVELOPER) throw forbidden('Cannot push to source branch');
  if (mergeRequest.state !== 'opened') throw forbidden('Source branch does not exist');
  rebase(call.store, mergeRequest, by);
  return { rebase_in_progress: true };
}

function checkSha(call: Call, mergeRequest: MergeRequest): void {
  const sha = call.input.text('sha');
  if (sha === undefined || sha === mergeRequest.sha) return;
  throw message(409, `SHA does not match HEAD of source branch: ${mergeRequest.sha}`);
}
