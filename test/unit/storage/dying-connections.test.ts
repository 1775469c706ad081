import { createServer, type AddressInfo, type Server } from 'node:net';
import { afterEach, expect, it } from '@jest/globals';
import { QueryRunnerAlreadyReleasedError, QueryRunnerProviderAlreadyReleasedError } from 'typeorm';
import { createDataSource } from '../../../src/storage/data-source.js';
import { isConnectionLoss } from '../../../src/storage/error-codes.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

/** https://www.postgresql.org/docs/current/protocol-message-formats.html */
function message(type: string, content: string | Buffer): Buffer {
  const body = Buffer.from(content);
  const head = Buffer.alloc(5);
  head.write(type);
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}

const GREETING = Buffer.concat([message('R', Buffer.alloc(4)), message('Z', 'I')]);
const FAREWELL = message('E', 'SFATAL\0C57P01\0Mterminating connection due to administrator command\0\0');

let server: Server;

afterEach(() => new Promise((done) => server.close(done)));

/** A PostgreSQL that takes a connection and ends it in the same breath, so that both arrive at once. */
async function startDyingServer(): Promise<string> {
  server = createServer((socket) => {
    socket.on('error', () => socket.destroy());
    socket.once('data', () => socket.end(Buffer.concat([GREETING, FAREWELL])));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return `postgres://forgewatch@127.0.0.1:${(server.address() as AddressInfo).port}/forgewatch`;
}

it('a connection that ends before anybody has asked it anything is a lost one, and ends no process', async () => {
  const source = createDataSource({ kind: 'server', url: await startDyingServer() }, createMemoryLogger());

  const error: unknown = await source.initialize().catch((reason: unknown) => reason);

  expect(isConnectionLoss(error)).toBe(true);
});

it.each([new QueryRunnerAlreadyReleasedError(), new QueryRunnerProviderAlreadyReleasedError()])(
  'a statement of a transaction whose connection has ended is a lost connection: $message',
  (error) => {
    expect(isConnectionLoss(error)).toBe(true);
  },
);
