import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../http/auth.js';
import { unauthorized } from '../http/api-error.js';
import { accessLevel, canReadCode, DEVELOPER } from '../state/access.js';
import type { MergeRequest, Token } from '../state/model.js';
import { requestChanges } from '../state/reviewing.js';
import type { GitlabStore } from '../state/store.js';

const MUTATION = /^\s*mutation\b[^{]*\{\s*(\w+)/;
const HIDDEN =
  "The resource that you are attempting to access does not exist or you don't have permission to perform this action";

/** Of GraphQL the one mutation that REST lacks, in the form in which it is sent here. */
export function graphqlRoute(app: FastifyInstance, store: GitlabStore): void {
  app.route({
    method: 'POST',
    url: '/api/graphql',
    handler: (request: FastifyRequest, reply) => {
      const token = authenticate(store, request);
      if (token === null) throw unauthorized();
      return reply.send(answer(store, token, request.body));
    },
  });
}

function answer(store: GitlabStore, token: Token, body: unknown): unknown {
  const { query, variables } = body as { query?: string; variables?: Record<string, unknown> };
  const name = MUTATION.exec(query ?? '')?.[1];
  if (name !== 'mergeRequestRequestChanges') {
    return failed(`Field '${name ?? ''}' doesn't exist on type 'Mutation'`);
  }
  const project = store.projectsByPath.get(textOf(variables?.['path']).toLowerCase());
  const mergeRequest = project?.mergeRequests.get(Number(variables?.['iid']));
  const isReached =
    mergeRequest !== undefined &&
    token.scopes.includes('api') &&
    canReadCode(mergeRequest.project, token.user);
  if (!isReached) return failed(HIDDEN);
  return { data: { [name]: { errors: judge(store, token, mergeRequest) } } };
}

/** Reviewers only. */
function judge(store: GitlabStore, { user }: Token, mergeRequest: MergeRequest): readonly string[] {
  if (accessLevel(mergeRequest.project, user) < DEVELOPER) return ['Invalid permissions'];
  if (!mergeRequest.reviewers.some((reviewer) => reviewer.user === user)) return ['Reviewer not found'];
  requestChanges(store, mergeRequest, user, undefined);
  return [];
}

function failed(message: string): unknown {
  return { errors: [{ message, locations: [{ line: 1, column: 1 }], path: ['mutation'] }] };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
