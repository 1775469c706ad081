import { describe, expect, it } from '@jest/globals';
import type { OrderAction } from '../../../../../src/domain/actions/order.js';
import { plainWords, type Verdict, verdictOn } from '../../../../../src/forges/gitlab/actions/refusal.js';
import { forgeErrorFromStatus } from '../../../../../src/forges/http/status-error.js';

function verdict(action: OrderAction, status: number, message: string, headers = {}): Verdict {
  const reply = { status, message, headers: new Headers(headers), target: 'PUT /x' };
  return verdictOn(forgeErrorFromStatus(reply), { action });
}

describe('what GitLab answers means', () => {
  it.each<[OrderAction, number, string, Verdict]>([
    ['merge', 401, '401 Unauthorized', 'in-doubt'],
    ['approve', 401, '401 Unauthorized', 'in-doubt'],
    ['unapprove', 401, '401 Unauthorized', 'in-doubt'],
    ['stop-auto-merge', 401, '401 Unauthorized', 'in-doubt'],
    ['approve', 401, 'Token was revoked. You have to re-authorize from the user.', null],
    ['merge', 401, 'Token is expired. You can either do re-authorization or token refresh.', null],
    ['comment', 401, '401 Unauthorized', null],
    ['comment', 403, 'The request requires higher privileges than provided by the access token.', 'scope'],
    ['comment', 403, 'insufficient_scope', 'scope'],
    ['merge', 403, 'Access denied: Your Personal Access Token lacks the required permissions: [x].', 'scope'],
    ['close', 403, '403 Forbidden', 'role'],
    ['update-branch', 403, '403 Forbidden - Cannot push to source branch', 'role'],
    ['update-branch', 403, '403 Forbidden - Source branch is protected from force push', 'protected-branch'],
    ['retry-pipeline', 403, '403 Forbidden - Cannot retry: the jobs are archived', 'too-old'],
    ['play-job', 403, '403 Forbidden  - Job is not retryable', 'state'],
    ['close', 404, '404 Not found', 'in-doubt'],
    ['unapprove', 404, '404 Not Found', 'in-doubt'],
    ['merge', 405, '405 Method Not Allowed', 'in-doubt'],
    ['merge', 406, 'Branch cannot be merged', 'in-doubt'],
    ['merge', 422, 'Branch cannot be merged', 'in-doubt'],
    ['stop-auto-merge', 405, '405 Method Not Allowed', 'nothing-to-do'],
    ['stop-auto-merge', 406, '406 Not Acceptable', 'nothing-to-do'],
    ['merge', 409, 'SHA does not match HEAD of source branch: abc', 'head-moved'],
    ['approve', 409, 'SHA-Wert stimmt nicht', 'head-moved'],
    ['update-branch', 409, 'Failed to enqueue the rebase operation, possibly due to …', 'state'],
    ['reopen', 409, '["Another open merge request already exists for this source branch: !2"]', 'state'],
    ['play-job', 400, '400 Bad request - Unplayable Job', 'state'],
    ['run-pipeline', 400, '{"base":["Reference not found"]}', 'no-ref'],
    ['run-pipeline', 400, '{"base":["Missing CI config file"]}', 'no-pipeline'],
    ['run-pipeline', 400, '{"base":["Pipeline filtered out by workflow rules."]}', 'no-pipeline'],
    ['run-pipeline', 400, '{"base":["The resulting pipeline would have been empty."]}', 'no-pipeline'],
    ['run-pipeline', 400, '{"base":["Pipelines are disabled!"]}', 'unsupported'],
    ['run-pipeline', 400, '{"base":["Insufficient permissions to set pipeline variables"]}', 'no-variables'],
    ['run-pipeline', 400, '{"base":["Insufficient permissions to create a new pipeline"]}', 'role'],
    [
      'run-pipeline',
      400,
      '{"base":["You do not have sufficient permission to run a pipeline on \'main\'. Please select a different branch"]}',
      'protected-branch',
    ],
    ['decide-deployment', 400, 'This deployment is not waiting for approvals.', 'state'],
    ['decide-deployment', 400, 'You cannot approve your own deployment. This configuration …', 'own-work'],
    ['decide-deployment', 400, "You don't have permission to approve this deployment. Contact …", 'role'],
    ['decide-deployment', 400, 'This environment is not protected.', 'nothing-to-do'],
    ['cancel-pipeline', 422, 'Pipeline is not cancelable', 'state'],
    ['mark-draft', 400, '{"title":["is too long (maximum is 255 characters)"]}', 'invalid'],
    ['assign', 422, 'Unprocessable', 'invalid'],
    ['comment', 429, 'Retry later', null],
    ['comment', 500, '500 Internal Server Error', null],
    ['comment', 502, '', null],
    ['comment', 418, "I'm a teapot", null],
  ])('%s: %i %s → %s', (action, status, words, expected) => {
    expect(verdict(action, status, words)).toBe(expected);
  });

  it('is a limit where a 403 says so', () => {
    expect(verdict('comment', 403, '403 Forbidden', { 'retry-after': '60' })).toBeNull();
  });
});

describe('the words for a person', () => {
  it.each([
    ['403 Forbidden', null],
    ['404 Not found', null],
    ['404 Project Not Found', null],
    ['405 Method Not Allowed', null],
    ['', null],
    [undefined, null],
    ['403 Forbidden  - Cannot push to source branch', 'Cannot push to source branch'],
    ['400 Bad request - Unplayable Job', 'Unplayable Job'],
    ['{"title":["can\'t be blank","is odd"]}', "can't be blank is odd"],
    ['["Another open merge request"]', 'Another open merge request'],
    ['{"title":["cut sho', '{"title":["cut sho'],
    ['This deployment is not waiting for approvals.', 'This deployment is not waiting for approvals.'],
  ])('of %p are %p', (said, expected) => {
    expect(plainWords(said)).toBe(expected);
  });
});
