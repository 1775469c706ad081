import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readMultipart } from '../simulator/core/read-multipart.js';

export interface TelegramCall {
  readonly method: string;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** How the next call of a method goes wrong. */
export type Fault =
  | { readonly status: number; readonly description: string; readonly parameters?: object }
  | { readonly status: number; readonly html: string }
  | 'hang'
  /** The connection ends amid the reply. */
  | 'half'
  | 'reset';

interface SentMessage {
  readonly chatId: number;
  text: string;
}

/** A Bot API server on loopback for one bot: keeps what it was told and can be made to fail. */
export class FakeTelegram {
  readonly token = '123456789:AAfake-token_of-the-tests-0000000000';
  /** Answers `getUpdates` at once, as servers do that know no long poll. */
  isHasty = false;
  readonly calls: TelegramCall[] = [];
  readonly #server: Server;
  readonly #faults = new Map<string, Fault[]>();
  readonly #messages = new Map<number, SentMessage>();
  readonly #watchers = new Set<() => void>();
  #updates: { readonly update_id: number }[] = [];
  #nextUpdateId = 1000;
  #nextMessageId = 1;

  private constructor(server: Server) {
    this.#server = server;
  }

  static async start(): Promise<FakeTelegram> {
    const server = createServer();
    const fake = new FakeTelegram(server);
    server.on('request', (request, response) => void fake.#answer(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return fake;
  }

  get apiRoot(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  /** The next call of `method` fails like this; several are used up in order. */
  fail(method: string, ...faults: readonly Fault[]): void {
    this.#faults.set(method, [...(this.#faults.get(method) ?? []), ...faults]);
  }

  /** A message of the bot that was sent before the test began. */
  hold(messageId: number, chatId: number): void {
    this.#messages.set(messageId, { chatId, text: '' });
  }

  /** Queues an update for `getUpdates` and returns its id. */
  push(update: object, updateId = this.#nextUpdateId): number {
    this.#nextUpdateId = updateId + 1;
    this.#updates.push({ update_id: updateId, ...update });
    this.#changed();
    return updateId;
  }

  /** Updates that the bot has not confirmed. */
  get unconfirmed(): readonly number[] {
    return this.#updates.map((update) => update.update_id);
  }

  of(method: string): readonly TelegramCall['payload'][] {
    return this.calls.filter((call) => call.method === method).map((call) => call.payload);
  }

  /** Breaks every connection, as a network that goes away. */
  dropConnections(): void {
    this.#server.closeAllConnections();
  }

  async #until(isTrue: () => boolean): Promise<void> {
    while (!isTrue()) await new Promise<void>((resolve) => this.#watchers.add(resolve));
  }

  #changed(): void {
    for (const watcher of this.#watchers) watcher();
    this.#watchers.clear();
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const method = request.url?.split('/').at(-1) ?? '';
    const payload = await readPayload(request);
    this.calls.push({ method, payload });
    const fault = this.#faults.get(method)?.shift();
    if (fault === undefined && method === 'getUpdates') await this.#longPoll(payload, request);
    if (fault === undefined) this.#succeed(method, payload, response);
    else if (fault === 'reset') request.socket.destroy();
    else if (fault === 'half') sendHalf(response);
    else if (fault !== 'hang') sendFault(response, fault);
  }

  async #longPoll(payload: TelegramCall['payload'], request: IncomingMessage): Promise<void> {
    const offset = Number(payload.offset ?? 0);
    this.#updates = this.#updates.filter((update) => update.update_id >= offset);
    if (Number(payload.timeout) === 0 || this.isHasty) return;
    let isGone = false;
    request.socket.once('close', () => {
      isGone = true;
      this.#changed();
    });
    await this.#until(() => isGone || this.#updates.length > 0);
  }

  #succeed(method: string, payload: TelegramCall['payload'], response: ServerResponse): void {
    if (!request401(this.token, response)) return;
    switch (method) {
      case 'getMe':
        return send(response, { id: 123456789, is_bot: true, first_name: 'Watch', username: 'watch_bot' });
      case 'getUpdates':
        return send(response, this.#updates.slice(0, 100));
      case 'sendMessage':
      case 'sendPhoto':
        return this.#sendMessage(payload, response);
      case 'editMessageText':
      case 'editMessageMedia':
        return this.#editMessage(payload, response);
      default:
        return send(response, true);
    }
  }

  #sendMessage(payload: TelegramCall['payload'], response: ServerResponse): void {
    const { chat_id: chatId, text = payload.caption } = payload;
    const id = this.#nextMessageId++;
    this.#messages.set(id, { chatId: Number(chatId), text: String(text) });
    send(response, { message_id: id, date: 0, chat: { id: chatId, type: 'private' }, text });
  }

  #editMessage(payload: TelegramCall['payload'], response: ServerResponse): void {
    const { message_id: id, text = payload.form } = payload;
    const message = this.#messages.get(Number(id));
    if (message === undefined) {
      return sendFault(response, { status: 400, description: 'Bad Request: message to edit not found' });
    }
    if (message.text === text) {
      const description =
        'Bad Request: message is not modified: specified new message content and reply markup are exactly the same';
      return sendFault(response, { status: 400, description });
    }
    message.text = String(text);
    send(response, true);
  }
}

function request401(token: string, response: ServerResponse): boolean {
  const url = response.req.url ?? '';
  if (url.startsWith(`/bot${token}/`)) return true;
  sendFault(response, { status: 401, description: 'Unauthorized' });
  return false;
}

function send(response: ServerResponse, result: unknown): void {
  response.setHeader('content-type', 'application/json');
  response.end(JSON.stringify({ ok: true, result }));
}

function sendHalf(response: ServerResponse): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100 });
  response.write('{"ok":', () => response.socket?.destroySoon());
}

function sendFault(response: ServerResponse, fault: Exclude<Fault, string>): void {
  response.statusCode = fault.status;
  if ('html' in fault) {
    response.setHeader('content-type', 'text/html');
    response.end(fault.html);
    return;
  }
  const { status, description, parameters } = fault;
  response.setHeader('content-type', 'application/json');
  response.end(
    JSON.stringify({ ok: false, error_code: status, description, ...(parameters ? { parameters } : {}) }),
  );
}

async function readPayload(request: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks);
  const text = body.toString();
  const type = request.headers['content-type'] ?? 'application/json';
  // A file comes as a form, which is kept as it is besides.
  if (!/^application\/json/.test(type)) return { ...fieldsOf(readMultipart(body, type)), form: text };
  return (text === '' ? {} : JSON.parse(text)) as Readonly<Record<string, unknown>>;
}

/** What a form carries as JSON is what JSON would have carried. */
function fieldsOf(form: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      typeof value === 'string' && /^[[{]/.test(value) ? (JSON.parse(value) as unknown) : value,
    ]),
  );
}
