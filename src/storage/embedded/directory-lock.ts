import { createHash } from 'node:crypto';
import { mkdir, open, realpath, stat, unlink } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { ConfigError } from '../../domain/errors.js';
import { codeOf } from '../error-codes.js';

/** Unix socket addresses end at about 107 bytes. */
const MAX_SOCKET_PATH = 100;
const ATTEMPTS = 200;
const ATTEMPT_DELAY_MS = 30;
/** A takeover takes milliseconds: an older guard belongs to a process that died in one. */
const STALE_GUARD_MS = 5_000;

export interface DirectoryLock {
  release(): Promise<void>;
}

/**
 * An exclusive lock on a directory, held by the kernel: a listening socket, which dies with the process however that
 * ends. (A file with a process id would not do: containers share ids.) Throws `ConfigError` when another process has it.
 */
export async function lockDirectory(directory: string): Promise<DirectoryLock> {
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const real = await realpath(directory);
  const path = socketPath(real);
  const server = path.startsWith('\\\\')
    ? await listenOrRefuse(path, real)
    : await listenOrTakeOver(path, real);
  return { release: () => new Promise((resolve) => server.close(() => resolve())) };
}

function socketPath(directory: string): string {
  const name = `forgewatch-${createHash('sha256').update(directory).digest('hex').slice(0, 24)}`;
  if (process.platform === 'win32') return `\\\\.\\pipe\\${name}`;
  const path = join(directory, 'lock.sock');
  return Buffer.byteLength(path) <= MAX_SOCKET_PATH ? path : join(tmpdir(), `${name}.sock`);
}

async function listenOrRefuse(path: string, directory: string): Promise<Server> {
  const server = await listen(path);
  if (server === null) throw inUse(directory);
  return server;
}

async function listenOrTakeOver(path: string, directory: string): Promise<Server> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const server = await listen(path);
    if (server !== null) return server;
    if (await answers(path)) throw inUse(directory);
    const taken = await takeOver(path, directory);
    if (taken !== null) return taken;
    await delay(ATTEMPT_DELAY_MS);
  }
  throw inUse(directory);
}

/** Replaces the socket of a dead process, under a guard file so that of two only one does it. */
async function takeOver(path: string, directory: string): Promise<Server | null> {
  const guard = `${path}.takeover`;
  if (!(await createGuard(guard))) return null;
  try {
    if (await answers(path)) throw inUse(directory);
    await unlink(path).catch(ignoreMissing);
    return await listen(path);
  } finally {
    await unlink(guard).catch(ignoreMissing);
  }
}

async function createGuard(guard: string): Promise<boolean> {
  try {
    await (await open(guard, 'wx', 0o600)).close();
    return true;
  } catch (error) {
    if (codeOf(error) !== 'EEXIST') throw error;
  }
  const age = await ageOf(guard);
  if (age !== null && age > STALE_GUARD_MS) await unlink(guard).catch(ignoreMissing);
  return false;
}

/** `null`: it is gone already. */
async function ageOf(guard: string): Promise<number | null> {
  try {
    const { mtimeMs } = await stat(guard);
    return performance.timeOrigin + performance.now() - mtimeMs;
  } catch (error) {
    ignoreMissing(error);
    return null;
  }
}

/** `null`: the address is taken, by a living process or by what a dead one left. */
function listen(path: string): Promise<Server | null> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (error) => {
      if (codeOf(error) === 'EADDRINUSE') resolve(null);
      else
        reject(new ConfigError([`DATA_DIR cannot be locked: ${error.message}. It must allow unix sockets.`]));
    });
    server.listen(path, () => {
      server.unref();
      resolve(server);
    });
  });
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', (error) => {
      const code = codeOf(error) ?? '';
      resolve(!['ECONNREFUSED', 'ENOENT', 'ENOTSOCK'].includes(code));
    });
  });
}

function inUse(directory: string): ConfigError {
  return new ConfigError([
    `Another Forgewatch is running on ${directory}: stop it, or give this one another DATA_DIR or a DATABASE_URL.`,
  ]);
}

function ignoreMissing(error: unknown): void {
  if (codeOf(error) !== 'ENOENT') throw error;
}
