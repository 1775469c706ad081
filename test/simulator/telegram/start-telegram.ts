import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Clock } from '../../../src/domain/time.js';
import { type SimServer, startSimServer } from '../core/sim-server.js';
import { ApiError } from './api-error.js';
import { accountMethods } from './methods/account.js';
import { answerMethods } from './methods/answer.js';
import { chatMethods } from './methods/chats.js';
import { commandMethods } from './methods/commands.js';
import { editMethods } from './methods/edit.js';
import { fileMethods } from './methods/files.js';
import type { Methods } from './methods/method.js';
import { removeMethods } from './methods/remove.js';
import { sendMethods } from './methods/send.js';
import { topicMethods } from './methods/topics.js';
import { Pacing, type TelegramLimits } from './pacing.js';
import { readParameters } from './parameters.js';
import { TelegramState } from './telegram-state.js';
import { TelegramWorld } from './telegram-world.js';

export interface TelegramSimulator {
  readonly world: TelegramWorld;
  readonly server: SimServer;
  /** What `TELEGRAM_API_ROOT` is set to. */
  readonly url: string;
  readonly token: string;
  close(): Promise<void>;
}

const METHODS: ReadonlyMap<string, Methods[string]> = new Map(
  [
    accountMethods,
    answerMethods,
    chatMethods,
    commandMethods,
    editMethods,
    fileMethods,
    removeMethods,
    sendMethods,
    topicMethods,
  ].flatMap((group) => Object.entries(group).map(([name, method]) => [name.toLowerCase(), method] as const)),
);

/** The Bot API as far as a bot that polls needs it. Without `limits` nothing is ever too fast. */
export async function startTelegram(options: {
  readonly clock: Clock;
  readonly port?: number;
  readonly token?: string;
  readonly limits?: TelegramLimits;
}): Promise<TelegramSimulator> {
  const token = options.token ?? '700000001:AAF-simulated-bot-token-0123456789abc';
  const state = new TelegramState(options.clock, new Pacing(options.limits ?? null, options.clock));
  const server = await startSimServer({
    clock: options.clock,
    register: (app) => registerMethods(app, state, token),
    ...(options.port === undefined ? {} : { port: options.port }),
  });
  return {
    world: new TelegramWorld(state),
    server,
    url: server.url,
    token,
    close: () => server.close(),
  };
}

function registerMethods(app: FastifyInstance, state: TelegramState, token: string): void {
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body));
  app.route({
    method: ['GET', 'POST'],
    url: '/:bot/:method',
    handler: async (request, reply) => answer(request, reply, { state, token }),
  });
  app.get('/file/:bot/*', (request, reply) => giveOut(request, reply, { state, token }));
  app.setNotFoundHandler((_request, reply) => refuse(reply, new ApiError(404, 'Not Found')));
}

async function answer(
  request: FastifyRequest,
  reply: FastifyReply,
  { state, token }: { readonly state: TelegramState; readonly token: string },
): Promise<FastifyReply> {
  const { bot, method: name } = request.params as { bot: string; method: string };
  const hangUp = new AbortController();
  reply.raw.once('close', () => hangUp.abort());
  try {
    authorise(bot, state, token);
    const method = METHODS.get(name.toLowerCase());
    if (method === undefined) throw new ApiError(404, 'Not Found: method not found');
    const parameters = readParameters(request);
    if (request.logged !== undefined) request.logged.body = parameters.values;
    const result = await method({ state, parameters, signal: hangUp.signal });
    return await reply.send({ ok: true, result });
  } catch (error) {
    if (error instanceof ApiError) return refuse(reply, error);
    throw error;
  }
}

function giveOut(
  request: FastifyRequest,
  reply: FastifyReply,
  { state, token }: { readonly state: TelegramState; readonly token: string },
): FastifyReply {
  const { bot, '*': path } = request.params as { bot: string; '*': string };
  try {
    authorise(bot, state, token);
    const file = [...state.files.values()].find((one) => one.path === path);
    if (file === undefined) throw new ApiError(404, 'Not Found');
    return reply.type('application/octet-stream').send(file.content);
  } catch (error) {
    if (error instanceof ApiError) return refuse(reply, error);
    throw error;
  }
}

function authorise(bot: string, state: TelegramState, token: string): void {
  if (!/^bot\d+:./.test(bot)) throw new ApiError(404, 'Not Found');
  if (bot !== `bot${token}` || state.tokenState === 'revoked') throw new ApiError(401, 'Unauthorized');
  if (state.tokenState === 'logged-out') throw new ApiError(400, 'Logged out');
}

function refuse(reply: FastifyReply, { code, message, parameters }: ApiError): FastifyReply {
  return reply.status(code).send({
    ok: false,
    error_code: code,
    description: message,
    ...(parameters === undefined ? {} : { parameters }),
  });
}
