import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import {
  type DocumentNode,
  execute,
  type ExecutionArgs,
  type ExecutionResult,
  GraphQLError,
  type GraphQLSchema,
  parse,
  validate,
} from 'graphql';
import { problem } from '../http/answer.js';
import { authenticate } from '../http/authenticate.js';
import { textOf } from '../http/call.js';
import { addRateHeaders, addTokenHeaders, type Headers, standingHeaders } from '../http/headers.js';
import type { Site } from '../http/mount.js';
import type { Bucket, RateLimits } from '../http/rate-limit.js';
import { graphqlProblem, renderProblem } from './graphql-problem.js';
import { loadGraphqlSchema } from './graphql-schema.js';
import { pullMutations } from './pull-mutations.js';
import { pullThreads } from './pull-threads.js';

/** https://docs.github.com/en/enterprise-server/graphql: what goes wrong is told with status 200. */
export function mountGraphql(app: FastifyInstance, site: Site, points: RateLimits): void {
  app.post('/api/graphql', (request, reply) => answer(site, points, { request, reply }));
}

interface Exchange {
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

async function answer(site: Site, points: RateLimits, { request, reply }: Exchange): Promise<FastifyReply> {
  const { state, limits, responder } = site;
  const headers = standingHeaders(state, responder.nextRequestId());
  const token = authenticate(state, request.headers);
  if ('status' in token) return responder.refuse(reply, headers, token);
  addTokenHeaders(headers, token, { scopes: 'repo', permissions: '' });
  const refusal = limits.refuse(token.owner, 'POST', true);
  if (refusal !== null) return responder.refuse(reply, headers, refusal);
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const source = textOf(body, 'query');
  if (source === undefined) {
    return responder.refuse(reply, headers, problem(400, 'A query attribute must be specified.'));
  }
  const bucket = points.bucketOf(token.owner);
  addPoints(headers, bucket);
  if (bucket.used > bucket.limit) {
    const limited = graphqlProblem('RATE_LIMITED', `API rate limit exceeded for user ID ${token.owner.id}.`);
    return send(reply, headers, { errors: [renderProblem(limited)] });
  }
  const { data, errors } = await answerTo(source, {
    rootValue: { ...pullThreads(state, token), ...pullMutations(state, token) },
    variableValues: (body['variables'] ?? {}) as Record<string, unknown>,
  });
  return send(reply, headers, {
    ...(data === undefined ? {} : { data }),
    ...(errors === undefined ? {} : { errors: errors.map(renderProblem) }),
  });
}

/** Finding a question right takes longer than answering it, and the same few are asked again and again. */
async function answerTo(
  source: string,
  given: Pick<ExecutionArgs, 'rootValue' | 'variableValues'>,
): Promise<ExecutionResult> {
  const schema = await loadGraphqlSchema();
  const question = known.get(source) ?? read(schema, source);
  known.set(source, question);
  return 'errors' in question ? question : execute({ schema, document: question, ...given });
}

const known = new Map<string, Question>();

type Question = DocumentNode | { readonly errors: readonly GraphQLError[] };

function read(schema: GraphQLSchema, source: string): Question {
  try {
    const document = parse(source);
    const errors = validate(schema, document);
    return errors.length === 0 ? document : { errors };
  } catch (error) {
    if (error instanceof GraphQLError) return { errors: [error] };
    throw error;
  }
}

function addPoints(headers: Headers, bucket: Bucket): void {
  bucket.used += 1;
  addRateHeaders(headers, bucket);
  headers['x-ratelimit-resource'] = 'graphql';
}

function send(reply: FastifyReply, headers: Headers, body: unknown): FastifyReply {
  return reply.status(200).headers(headers).send(JSON.stringify(body));
}
