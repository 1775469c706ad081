import type { FastifyInstance, FastifyRequest } from 'fastify';
import { authenticate } from '../http/auth.js';
import { unauthorized } from '../http/api-error.js';
import { accessLevel, DEVELOPER } from '../state/access.js';
import type { MergeRequest, Token, User } from '../state/model.js';
import { requestChanges, requestReviewAgain } from '../state/reviewing.js';
import type { GitlabStore } from '../state/store.js';
import { teamsOf } from '../state/teams.js';

/** The one question that is asked: whose are the groups of whoever asks. */
const MEMBERSHIPS = /^\s*query\b[^{]*\{\s*currentUser\s*\{\s*groupMemberships\(first: 100/;
const PAGE = 100;
const MUTATION = /^\s*mutation\b[^{]*\{\s*(\w+)/;
const HIDDEN =
  "The resource that you are attempting to access does not exist or you don't have permission to perform this action";

/** Of GraphQL what REST lacks, in the form in which it is sent here. */
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

interface Question {
  readonly query?: string | undefined;
  readonly variables?: Readonly<Record<string, unknown>> | undefined;
}

function answer(store: GitlabStore, token: Token, body: unknown): unknown {
  const { query, variables } = body as Question;
  if (MEMBERSHIPS.test(query ?? '')) return memberships(store, token.user, textOf(variables?.['after']));
  return carryOut(store, token, { query, variables });
}

function carryOut(store: GitlabStore, token: Token, { query, variables }: Question): unknown {
  const name = MUTATION.exec(query ?? '')?.[1];
  const mutate = MUTATIONS[name ?? ''];
  if (name === undefined || mutate === undefined) {
    return failed(`Field '${name ?? ''}' doesn't exist on type 'Mutation'`);
  }
  const project = store.projectsByPath.get(textOf(variables?.['path']).toLowerCase());
  const mergeRequest = project?.mergeRequests.get(Number(variables?.['iid']));
  if (mergeRequest === undefined || !mayEdit(token, mergeRequest)) return failed(HIDDEN);
  const id = Number(/^gid:\/\/gitlab\/User\/(\d+)$/.exec(textOf(variables?.['user']))?.[1]);
  const errors = mutate({ store, by: token.user, mergeRequest, user: store.users.get(id) });
  return { data: { [name]: { errors } } };
}

/** Of groups that the person was made a member of, without those that come from a group above. */
function memberships(store: GitlabStore, user: User, after: string): unknown {
  const start = Number(after);
  const page = teamsOf(store, user).slice(start, start + PAGE);
  const end = start + page.length;
  const nodes = page.map(({ path }) => ({ group: { fullPath: path } }));
  const pageInfo = { hasNextPage: end < teamsOf(store, user).length, endCursor: String(end) };
  return { data: { currentUser: { groupMemberships: { pageInfo, nodes } } } };
}

function mayEdit({ user, scopes }: Token, { author, project }: MergeRequest): boolean {
  const isAble = scopes.includes('api') && !project.settings.isArchived;
  return isAble && (user === author || accessLevel(project, user) >= DEVELOPER);
}

interface Mutation {
  readonly store: GitlabStore;
  readonly by: User;
  readonly mergeRequest: MergeRequest;
  readonly user: User | undefined;
}

const MUTATIONS: Readonly<Record<string, ((mutation: Mutation) => readonly string[]) | undefined>> = {
  /** Of reviewers only. */
  mergeRequestRequestChanges({ store, by, mergeRequest }) {
    if (!mergeRequest.reviewers.some(({ user }) => user === by)) return ['Reviewer not found'];
    requestChanges(store, mergeRequest, by, undefined);
    return [];
  },
  mergeRequestReviewerRereview({ store, by, mergeRequest, user }) {
    const reviewer = mergeRequest.reviewers.find((candidate) => candidate.user === user);
    if (reviewer === undefined) return ['Reviewer not found'];
    requestReviewAgain(store, mergeRequest, reviewer, by);
    return [];
  },
};

function failed(message: string): unknown {
  return { errors: [{ message, locations: [{ line: 1, column: 1 }], path: ['mutation'] }] };
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
