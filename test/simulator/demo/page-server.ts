import { readFile } from 'node:fs/promises';
import { clearInterval, setInterval } from 'node:timers';
import fastify, { type FastifyInstance } from 'fastify';
import type { Demo, SentFile } from './demo.js';
import { LiveFeed } from './live-feed.js';
import { viewMessage } from './message-view.js';

const PAGE = new URL('page/', import.meta.url);
const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
  svg: 'image/svg+xml',
};
const ACTIVITY_MS = 2_000;
/** Nothing but the page's own files may run, whatever a message says. */
const POLICY = "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

export interface PageServer {
  readonly url: string;
  /** Shows the panel anew in every open page. */
  refresh(): void;
  close(): Promise<void>;
}

export async function startPageServer(demo: Demo, port: number): Promise<PageServer> {
  const feed = new LiveFeed();
  const app = fastify({ forceCloseConnections: true, bodyLimit: 40 * 1024 * 1024 });
  const refresh = (): void => {
    feed.send('panel', demo.panel());
    feed.send('activity', demo.activity());
  };
  registerFiles(app);
  registerPhotos(app, demo);
  registerFeed(app, demo, feed);
  registerDoings(app, demo, feed, refresh);
  const stopListening = forwardEvents(demo, feed);
  const timer = setInterval(() => feed.send('activity', demo.activity()), ACTIVITY_MS);
  const url = await app.listen({ host: '127.0.0.1', port });
  return {
    url,
    refresh,
    close: async () => {
      clearInterval(timer);
      stopListening();
      feed.close();
      await app.close();
    },
  };
}

function registerFiles(app: FastifyInstance): void {
  app.get<{ Params: { '*': string } }>('/*', async (request, reply) => {
    const name = request.params['*'] === '' ? 'index.html' : request.params['*'];
    const extension = /^[\w-]+\.(html|css|js|svg)$/.exec(name)?.[1];
    if (extension === undefined) return reply.status(404).type('text/plain').send('Not here');
    const content = await readFile(new URL(name, PAGE)).catch(() => null);
    if (content === null) return reply.status(404).type('text/plain').send('Not here');
    return reply
      .headers({ 'content-security-policy': POLICY, 'cache-control': 'no-store' })
      .type(TYPES[extension] ?? 'text/plain')
      .send(content);
  });
}

/** An id names one content for ever. What is no picture shows as a broken one, whatever it holds. */
function registerPhotos(app: FastifyInstance, demo: Demo): void {
  app.get<{ Params: { id: string } }>('/photo/:id', (request, reply) => {
    const photo = demo.photo(request.params.id);
    if (photo === null) return reply.status(404).type('text/plain').send('Not here');
    return reply
      .headers({ 'x-content-type-options': 'nosniff', 'cache-control': 'max-age=86400, immutable' })
      .type(photo[0] === 0x89 ? 'image/png' : 'image/jpeg')
      .send(photo);
  });
}

function registerFeed(app: FastifyInstance, demo: Demo, feed: LiveFeed): void {
  app.get('/live', (_request, reply) => {
    reply.hijack();
    feed.add(reply.raw);
    feed.send('chats', demo.chats(), reply.raw);
    feed.send('snapshot', demo.messages(), reply.raw);
    feed.send('panel', demo.panel(), reply.raw);
    feed.send('activity', demo.activity(), reply.raw);
  });
}

function forwardEvents(demo: Demo, feed: LiveFeed): () => void {
  const { world } = demo.telegram;
  return world.onEvent((event) => {
    if (event.kind === 'message' || event.kind === 'edited' || event.kind === 'deleted') {
      if (!demo.chatIds.includes(event.message.chatId)) return;
      feed.send('message', viewMessage(world, event.message, demo.viewerId));
    } else if (event.kind === 'answered') {
      if (event.personId === demo.viewerId)
        feed.send('answered', { ...event.answer, queryId: event.queryId });
    } else if (event.kind === 'chat-action') {
      feed.send('chat-action', { chatId: event.chatId, action: event.action });
    } else {
      feed.send('chats', demo.chats());
    }
  });
}

const CHAT_AND = { type: 'object', required: ['chatId'] } as const;
const SEND = {
  ...CHAT_AND,
  required: ['chatId', 'text'],
  properties: {
    chatId: { type: 'integer' },
    text: { type: 'string' },
    replyTo: { type: 'integer' },
    file: {
      type: 'object',
      required: ['name', 'type', 'base64'],
      properties: { name: { type: 'string' }, type: { type: 'string' }, base64: { type: 'string' } },
    },
  },
} as const;

function registerDoings(app: FastifyInstance, demo: Demo, feed: LiveFeed, refresh: () => void): void {
  const { world } = demo.telegram;
  app.setErrorHandler((error, _request, reply) => {
    const text = error instanceof Error ? error.message : String(error);
    return reply.status(400).send({ error: text });
  });
  app.post<{ Body: { chatId: number; text: string; replyTo?: number; file?: SentFile } }>(
    '/do/send',
    { schema: { body: SEND } },
    (request) => {
      const { chatId, text, replyTo, file } = request.body;
      const id =
        file === undefined ? demo.say(chatId, text, replyTo) : demo.sendFile(chatId, { text, file, replyTo });
      feed.send('panel', demo.panel());
      return { id };
    },
  );
  app.post<{ Body: { chatId: number; id: number; data: string } }>(
    '/do/press',
    {
      schema: {
        body: {
          ...CHAT_AND,
          required: ['chatId', 'id', 'data'],
          properties: { chatId: { type: 'integer' }, id: { type: 'integer' }, data: { type: 'string' } },
        },
      },
    },
    (request) => ({ queryId: world.press(demo.viewerId, request.body, request.body.data) }),
  );
  app.post<{ Body: { forge: string; action: string } }>(
    '/do/act',
    {
      schema: {
        body: {
          type: 'object',
          required: ['forge', 'action'],
          properties: { forge: { type: 'string' }, action: { type: 'string' } },
        },
      },
    },
    (request) => {
      const text = demo.act(request.body.forge, request.body.action);
      refresh();
      return { text };
    },
  );
  app.post<{ Body: { what: string } }>(
    '/do/daemon',
    {
      schema: {
        body: { type: 'object', required: ['what'], properties: { what: { enum: ['kill', 'start'] } } },
      },
    },
    async (request) => {
      if (request.body.what === 'kill') await demo.daemon.stop('SIGKILL');
      else demo.daemon.start();
      return {};
    },
  );
}
