import { randomBytes, scrypt } from 'node:crypto';
import { link, mkdir, open, readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { ConfigError } from '../domain/errors.js';
import { codeOf } from './error-codes.js';

const KEY_BYTES = 32;
const MIN_PASSPHRASE = 16;
const HEX = /^[0-9a-f]{64}$/i;
const BASE64 = /^[\w+/-]{43}=?$/;
/** Constant, because every process of an installation must derive the same key from the passphrase alone. */
const SALT = 'forgewatch secret key v1';

const derive = promisify<string, string, number, { N: number; maxmem: number }, Buffer>(scrypt);

/**
 * The 32 bytes that seal tokens: `configured` as base64, hex or a passphrase, or a key that is generated
 * once into `<dataDir>/secret.key`. Throws `ConfigError`.
 */
export async function loadSecretKey(configured: string, dataDir: string): Promise<Buffer> {
  const text = configured.trim();
  if (text === '') return loadOrCreateKeyFile(dataDir);
  const key = decodeKey(text);
  if (key !== null) return key;
  if (text.length < MIN_PASSPHRASE) {
    throw new ConfigError([
      `SECRET_KEY is too short: give 32 bytes in base64 or hex, or a passphrase of ${MIN_PASSPHRASE} characters or more.`,
    ]);
  }
  return derive(text, SALT, KEY_BYTES, { N: 2 ** 15, maxmem: 2 ** 26 });
}

function decodeKey(text: string): Buffer | null {
  if (HEX.test(text)) return Buffer.from(text, 'hex');
  if (!BASE64.test(text)) return null;
  const bytes = Buffer.from(text, 'base64');
  return bytes.length === KEY_BYTES ? bytes : null;
}

async function loadOrCreateKeyFile(dataDir: string): Promise<Buffer> {
  const file = join(dataDir, 'secret.key');
  const existing = await readIfThere(file);
  if (existing === null) await createKeyFile(dataDir, file);
  const key = decodeKey((existing ?? (await readFile(file, 'utf8'))).trim());
  if (key !== null) return key;
  throw new ConfigError([
    `${file} does not hold a secret key: restore it from a backup. Without it no stored token can be opened.`,
  ]);
}

async function readIfThere(file: string): Promise<string | null> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return null;
    throw new ConfigError([
      `${file} cannot be read (${codeOf(error) ?? 'unknown reason'}): it must belong to the user that runs Forgewatch.`,
    ]);
  }
}

/** Written aside and linked into place: a reader sees a whole key or none, and of two creators the first wins. */
async function createKeyFile(dataDir: string, file: string): Promise<void> {
  const draft = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    const handle = await open(draft, 'wx', 0o600);
    try {
      await handle.writeFile(`${randomBytes(KEY_BYTES).toString('base64')}\n`);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await link(draft, file).catch(ignoreExisting);
    await unlink(draft);
  } catch (error) {
    throw new ConfigError([
      `No secret key could be written to ${file} (${codeOf(error) ?? 'unknown reason'}): make DATA_DIR writable or set SECRET_KEY.`,
    ]);
  }
}

function ignoreExisting(error: unknown): void {
  if (codeOf(error) !== 'EEXIST') throw error;
}
