import { parentPort, workerData } from 'node:worker_threads';
import { PGlite } from '@electric-sql/pglite';
import { ClientSession, type Backend } from './client-session.js';
import { DurableNodeFS } from './durable-fs.js';
import type { DatabaseThreadData, FromDatabase, ToDatabase } from './port-messages.js';
import { SessionTurns } from './session-turns.js';
import { startUpkeep } from './upkeep.js';

/** Entry of the worker thread that runs the embedded PostgreSQL. */

const SETTINGS = ['shared_buffers=16MB', 'max_wal_size=64MB', 'min_wal_size=32MB', 'wal_sync_method=fsync'];

const { directory } = workerData as DatabaseThreadData;
const db = await openDatabase(directory);
const turns = new SessionTurns();
const sessions = new Map<number, ClientSession>();
const backend: Backend = {
  async execute(message) {
    const parts: Buffer[] = [];
    await db.runExclusive(() =>
      db.execProtocolRawStream(new Uint8Array(message), {
        onRawData: (part) => parts.push(Buffer.from(part)),
      }),
    );
    return parts.length === 1 && parts[0] !== undefined ? parts[0] : Buffer.concat(parts);
  },
  async rollback() {
    await db.exec('ROLLBACK');
  },
};
const stopUpkeep = startUpkeep({
  query: queryInTurn,
  onFailure: (error) => post({ kind: 'upkeep-failed', message: String(error) }),
});

parentPort?.on('message', (message: ToDatabase) => {
  if (message.kind === 'stop') void stop();
  else if (message.kind === 'open') open(message.id);
  else if (message.kind === 'data') sessions.get(message.id)?.write(message.bytes);
  else close(message.id);
});
post({ kind: 'ready' });

function openDatabase(directory: string): Promise<PGlite> {
  // `-F` would switch fsync off.
  const startParams = PGlite.defaultStartParams.filter((parameter) => parameter !== '-F');
  for (const setting of SETTINGS) startParams.push('-c', setting);
  return PGlite.create({ fs: new DurableNodeFS(directory), startParams });
}

function open(id: number): void {
  const session = new ClientSession({
    backend,
    turns,
    send: (answer) => {
      const bytes = new Uint8Array(answer);
      parentPort?.postMessage({ kind: 'data', id, bytes } satisfies FromDatabase, [bytes.buffer]);
    },
    onFailure: fail,
  });
  sessions.set(id, session);
}

function close(id: number): void {
  void sessions.get(id)?.close();
  sessions.delete(id);
}

/** A statement of the house, which waits for its turn like any client's. */
async function queryInTurn(statement: string): Promise<readonly Record<string, unknown>[]> {
  const client = {};
  await turns.acquire(client);
  try {
    return (await db.query<Record<string, unknown>>(statement)).rows;
  } finally {
    turns.release(client);
  }
}

async function stop(): Promise<void> {
  try {
    stopUpkeep();
    await Promise.all([...sessions.values()].map((session) => session.close()));
    await queryInTurn('CHECKPOINT');
    await db.close();
    post({ kind: 'stopped' });
    parentPort?.close();
  } catch (error) {
    fail(error);
  }
}

/** Dies, so that the daemon learns of it: a database in an unknown state must not go on. */
function fail(error: unknown): void {
  post({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  throw error;
}

function post(message: FromDatabase): void {
  parentPort?.postMessage(message);
}
