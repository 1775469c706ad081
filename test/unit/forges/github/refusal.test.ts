import { describe, expect, it } from '@jest/globals';
import type { RefusalCode } from '../../../../src/domain/actions/refusal.js';
import { ForgeError, type ForgeErrorCode } from '../../../../src/domain/errors.js';
import { refusalOf } from '../../../../src/forges/github/actions/refusal.js';

const CODES: Readonly<Record<number, ForgeErrorCode>> = { 403: 'forbidden', 409: 'conflict', 422: 'invalid' };

function answered(status: number, words?: string): ForgeError {
  return new ForgeError(CODES[status] ?? 'bad-reply', { detail: 'refused', status, words });
}

describe('refusalOf', () => {
  it.each<[number, string, RefusalCode]>([
    [403, 'Resource not accessible by personal access token', 'scope'],
    [403, 'Resource not accessible by integration', 'scope'],
    [403, "Missing the 'repo' scope.", 'scope'],
    [403, 'Resource protected by organization SAML enforcement. You must grant your token access', 'scope'],
    [403, 'Must have admin rights to Repository.', 'role'],
    [403, 'carol does not have the correct permissions to execute `ConvertPullRequestToDraft`', 'role'],
    [403, 'Must have push access to repository', 'role'],
    [403, 'Unable to retry this workflow run because it was created over a month ago', 'too-old'],
    [403, 'This workflow is already running', 'state'],
    [403, 'The workflow run containing this job is already running', 'state'],
    [403, 'This workflow run cannot be retried', 'state'],
    [403, 'This workflow run cannot be retried: it has no failed jobs', 'nothing-to-do'],
    [403, 'Repository was archived so is read-only.', 'archived'],
    [403, "You're not authorized to push to this branch. Visit protected branch docs", 'protected-branch'],
    [
      405,
      "You're not authorized to push to this branch. Visit https://docs.github.com/articles/about-protected-branches/",
      'protected-branch',
    ],
    [405, 'Base branch was modified. Review and try the merge again.', 'not-mergeable'],
    [405, 'At least 1 approving review is required by reviewers with write access.', 'needs-approval'],
    [405, 'Changes have been requested by a reviewer with write access.', 'needs-approval'],
    [405, 'Waiting on code owner review from team.', 'needs-approval'],
    [405, 'Required status check "build" is failing.', 'checks-failed'],
    [405, 'Required status check "review app" is expected.', 'checks-pending'],
    [405, '2 of 2 required status checks are pending.', 'checks-pending'],
    [405, 'Head branch is out of date', 'behind'],
    [405, 'Changes must be made through the merge queue', 'merge-queue'],
    [405, 'Pull Request has merge conflicts', 'conflict'],
    [405, 'Pull Request is still a draft', 'draft'],
    [405, 'All comments must be resolved: a conversation is open.', 'threads-open'],
    [405, 'Merge commits are not allowed on this repository.', 'not-mergeable'],
    [405, 'Pull Request is not mergeable', 'not-mergeable'],
    [409, 'Head branch was modified. Review and try the merge again.', 'head-moved'],
    [409, 'Cannot cancel a workflow run that is completed.', 'state'],
    [409, 'merge conflict between base and head', 'conflict'],
    [422, 'Unprocessable Entity: Can not approve your own pull request', 'own-work'],
    [422, 'Unprocessable Entity: Review Can not request changes on your own pull request', 'own-work'],
    [422, 'Review cannot be requested from pull request author.', 'own-work'],
    [422, 'expected head sha didn’t match current head ref.', 'head-moved'],
    [422, 'merge conflict between base and head', 'conflict'],
    [
      422,
      'refusing to allow a Personal Access Token to create or update workflow `.github/workflows/a.yml` without `workflow` scope',
      'workflow-scope',
    ],
    [
      403,
      'refusing to allow a GitHub App to create or update workflow `.github/workflows/a.yml` without `workflows` permission',
      'workflow-scope',
    ],
    [422, 'Draft pull requests are not supported in this repository.', 'unsupported'],
    [403, 'carol does not have permission to convert the pull request PR_1 to draft.', 'role'],
    [422, 'Pull request Pull request is a draft', 'draft'],
    [422, 'Pull request Protected branch rules not configured for this branch', 'unsupported'],
    [422, 'There are no new commits on the base branch.', 'up-to-date'],
    [422, 'Validation Failed: state cannot be changed. The pull request cannot be reopened.', 'state'],
    [422, 'Validation Failed: state invalid', 'state'],
    [422, "Workflow does not have 'workflow_dispatch' trigger", 'unsupported'],
    [422, 'Pull request Auto merge is not allowed for this repository', 'unsupported'],
    [422, '["Pull request Pull request is in clean status"]', 'state'],
    [422, 'Pull request is in unstable status', 'state'],
    [422, 'head ref does not exist', 'state'],
    [409, 'Cannot cancel a workflow run that has not been queued yet.', 'state'],
    [422, 'Pull request is already in the merge queue', 'already-done'],
    [422, "Required input 'target' not provided", 'invalid'],
    [422, 'No ref found for: nowhere', 'no-ref'],
    [422, "Cannot trigger a 'workflow_dispatch' on a disabled workflow", 'unsupported'],
    [410, 'Issues are disabled for this repo', 'unsupported'],
  ])('takes %s “%s” for %s', (status, words, code) => {
    expect(refusalOf(answered(status, words), false)).toMatchObject({ code, words });
  });

  it.each([
    [403, 'role'],
    [405, 'not-mergeable'],
    [409, 'state'],
    [422, 'invalid'],
  ])('needs no words for %s', (status, code) => {
    expect(refusalOf(answered(status), false)).toMatchObject({ code, words: null });
  });

  it('blames the token where it has no scope to write', () => {
    const error = answered(403, 'Must have admin rights to Repository.');

    expect(refusalOf(error, true)).toMatchObject({ code: 'scope' });
    expect(refusalOf(answered(422, 'Validation Failed'), true)).toMatchObject({ code: 'invalid' });
  });

  it.each<[string, ForgeError]>([
    ['a refused token', new ForgeError('token-refused', { detail: '', status: 401 })],
    ['something missing', new ForgeError('not-found', { detail: '', status: 404 })],
    ['something gone', new ForgeError('not-found', { detail: '', status: 410, words: 'Gone' })],
    ['a limit', new ForgeError('rate-limited', { detail: '', status: 429 })],
    ['a limit that says 403', new ForgeError('rate-limited', { detail: '', status: 403 })],
    ['a failing server', new ForgeError('unavailable', { detail: '', status: 502 })],
    ['a lost answer', new ForgeError('unavailable', { detail: '' })],
    ['an answer that says nothing', new ForgeError('bad-reply', { detail: '', status: 201 })],
  ])('does not take %s for a refusal', (_what, error) => {
    expect(refusalOf(error, true)).toBeNull();
  });
});
