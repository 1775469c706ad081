import { inflateSync, type Inflate } from 'node:zlib';
import { ForgeError } from '../../../domain/errors.js';

/** What a fetched wiki may come to in memory, all of its files and their changes together. */
const MAX_UNPACKED = 64 * 1024 * 1024;

const HEADER_LENGTH = 12;
const DELTA_BY_OFFSET = 6;
const DELTA_BY_NAME = 7;
const NAME_LENGTH = 20;

/**
 * Refuses a pack that unpacks into more than that: a thousandth of it is enough to send, and who reads the pack takes it
 * at its word. Throws `bad-reply`. https://git-scm.com/docs/gitformat-pack
 */
export function assertModestPack(pack: Buffer): void {
  try {
    measure(pack);
  } catch (error) {
    if (error instanceof ForgeError) throw error;
    throw new ForgeError('bad-reply', { detail: 'the pack of the wiki makes no sense', cause: error });
  }
}

function measure(pack: Buffer): void {
  const count = pack.readUInt32BE(HEADER_LENGTH - 4);
  let position = HEADER_LENGTH;
  let total = 0;
  for (let index = 0; index < count; index += 1) {
    const { type, size, end } = readEntry(pack, position);
    total += size;
    if (total > MAX_UNPACKED) throw tooLarge();
    const { content, length } = inflate(pack.subarray(end), size);
    if (type === DELTA_BY_OFFSET || type === DELTA_BY_NAME) total += targetSizeOf(content);
    if (total > MAX_UNPACKED) throw tooLarge();
    position = end + length;
  }
}

function tooLarge(): ForgeError {
  return new ForgeError('bad-reply', { detail: `the wiki unpacks into more than ${MAX_UNPACKED} bytes` });
}

interface Entry {
  readonly type: number;
  /** Unpacked. */
  readonly size: number;
  /** Where its content begins. */
  readonly end: number;
}

/** Four bits of the size stand beside the type, the others follow. */
function readEntry(pack: Buffer, start: number): Entry {
  const first = pack.readUInt8(start);
  const type = (first >> 4) & 7;
  const rest = first < 0x80 ? { value: 0, end: start + 1 } : readNumber(pack, start + 1);
  const size = (first & 15) + rest.value * 16;
  if (type === DELTA_BY_NAME) return { type, size, end: rest.end + NAME_LENGTH };
  return { type, size, end: type === DELTA_BY_OFFSET ? readNumber(pack, rest.end).end : rest.end };
}

/** Seven bits a byte, the lowest first; all bytes but the last have their highest bit set. */
function readNumber(bytes: Buffer, start: number): { readonly value: number; readonly end: number } {
  let value = 0;
  for (let end = start, factor = 1; ; end += 1, factor *= 128) {
    const byte = bytes.readUInt8(end);
    value += (byte & 0x7f) * factor;
    if (byte < 0x80) return { value, end: end + 1 };
  }
}

/** Never more than was declared. */
function inflate(packed: Buffer, size: number): { readonly content: Buffer; readonly length: number } {
  // With `info` it tells how much it has read; the types do not know.
  const answer: unknown = inflateSync(packed, { info: true, maxOutputLength: Math.max(size, 1) });
  const { buffer, engine } = answer as { readonly buffer: Buffer; readonly engine: Inflate };
  return { content: buffer, length: engine.bytesWritten };
}

/** A change names the size of what it starts from, and of what comes of it. */
function targetSizeOf(delta: Buffer): number {
  return readNumber(delta, readNumber(delta, 0).end).value;
}
