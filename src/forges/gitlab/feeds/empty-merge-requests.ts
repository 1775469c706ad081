import { MergeRequests } from '@gitbeaker/rest';
import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { parseReply } from '../parse.js';
import { diffRefsSchema, type RawMergeRequest } from '../schema.js';
import { bringsNothing, mergeabilityOf } from '../transform/mergeability.js';
import { stateOf } from '../transform/merge-request.js';
import { askForDetail } from './detail.js';
import type { Asking } from './feed-read.js';

/**
 * Whether it brings nothing, so that there is nothing to conflict. GitLab says `has_conflicts` of all that cannot be
 * merged, also of what has no commits yet, and names another gate where one is closed before:
 * https://gitlab.com/gitlab-org/gitlab/-/blob/master/lib/api/entities/merge_request_basic.rb. One request where that would
 * make a conflict of it, once for each head that is empty.
 */
export async function isEmpty(
  { client }: Asking,
  row: RawMergeRequest,
  before: MergeRequest | undefined,
): Promise<boolean> {
  const isCertain = row.detailed_merge_status === 'conflict';
  if (isCertain || stateOf(row) !== 'open' || mergeabilityOf(row) !== 'conflict') return false;
  const known = before?.mergeability ?? null;
  if (known?.emptyHead === row.sha) return true;
  if (known?.state === 'conflict') return false;
  const refs = await askForDetail(async () => {
    const { body } = await client.ask(MergeRequests, (requests) =>
      requests.show(row.project_id, Number(row.iid)),
    );
    return parseReply(diffRefsSchema, body);
  });
  return refs !== null && bringsNothing(refs);
}
