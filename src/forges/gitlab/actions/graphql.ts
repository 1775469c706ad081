import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { parseReply } from '../parse.js';
import { postGraphql } from '../graphql-request.js';
import { mutationSchema } from '../schema/acting.js';
import type { Acting } from './acting.js';
import { verdictOn } from './refusal.js';

const MUTATIONS = {
  mergeRequestRequestChanges: '($path: ID!, $iid: String!)',
  mergeRequestReviewerRereview: '($path: ID!, $iid: String!, $user: UserID!)',
} as const;

export interface MutationTarget {
  /** Where the project is now, which REST finds by its number. */
  readonly path: string;
  readonly iid: string;
  /** A person's id. */
  readonly user?: string;
}

/**
 * What REST lacks. An unknown field is an older server, and who may not is told that the thing is not there.
 */
export async function mutate(
  { client }: Acting,
  mutation: keyof typeof MUTATIONS,
  { path, iid, user }: MutationTarget,
): Promise<void> {
  const input = `projectPath: $path, iid: $iid${user === undefined ? '' : ', userId: $user'}`;
  const query = `mutation${MUTATIONS[mutation]} { ${mutation}(input: { ${input} }) { errors } }`;
  const variables = { path, iid, ...(user === undefined ? {} : { user: `gid://gitlab/User/${user}` }) };
  const { errors, data } = await postGraphql(client, query, variables).catch((error: unknown) => {
    const isMissing = error instanceof ForgeError && error.code === 'not-found';
    throw isMissing ? new ActionRefused('unsupported') : error;
  });
  const [fault] = errors.map(({ message }) => message);
  if (fault !== undefined) throw refusalOf(fault);
  const outcome = parseReply(mutationSchema, data?.[mutation]);
  const [reason] = outcome.errors;
  if (reason !== undefined) throw refusalOf(reason);
}

function refusalOf(words: string): ActionRefused | ForgeError {
  if (/doesn't exist on type|undefined field/i.test(words)) return new ActionRefused('unsupported', words);
  const error = new ForgeError('forbidden', { detail: 'GraphQL refused', words, status: 403 });
  const verdict = verdictOn(error, { action: 'request-changes' });
  return verdict === null || verdict === 'in-doubt' ? error : new ActionRefused(verdict, words);
}
