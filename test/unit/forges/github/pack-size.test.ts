import { deflateSync } from 'node:zlib';
import { describe, expect, it } from '@jest/globals';
import { assertModestPack } from '../../../../src/forges/github/wiki/pack-size.js';

const MEGABYTE = 1024 * 1024;
const BLOB = 3;
const DELTA_BY_OFFSET = 6;
const DELTA_BY_NAME = 7;

function numberOf(value: number): readonly number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest = Math.floor(rest / 128)) {
    if (rest < 128) return [...bytes, rest];
    bytes.push((rest % 128) | 0x80);
  }
}

function entry(type: number, content: Buffer, options: { declared?: number; base?: Buffer } = {}): Buffer {
  const size = options.declared ?? content.length;
  const rest = Math.floor(size / 16);
  const head = [(type << 4) | (size % 16) | (rest > 0 ? 0x80 : 0), ...(rest > 0 ? numberOf(rest) : [])];
  return Buffer.concat([Buffer.from(head), options.base ?? Buffer.alloc(0), deflateSync(content)]);
}

function packOf(...entries: readonly Buffer[]): Buffer {
  const header = Buffer.alloc(12);
  header.write('PACK');
  header.writeUInt32BE(2, 4);
  header.writeUInt32BE(entries.length, 8);
  return Buffer.concat([header, ...entries, Buffer.alloc(20)]);
}

const page = entry(BLOB, Buffer.from('# Welcome\n'.repeat(200)));

describe('a pack', () => {
  it('of pages and their changes is let through', () => {
    const delta = Buffer.from([...numberOf(2_000), ...numberOf(2_010), 0x90, 10]);
    const pack = packOf(
      page,
      entry(BLOB, Buffer.alloc(0)),
      entry(DELTA_BY_OFFSET, delta, { base: Buffer.from([0x81, 5]) }),
      entry(DELTA_BY_NAME, delta, { base: Buffer.alloc(20, 0xff) }),
    );

    expect(() => {
      assertModestPack(pack);
    }).not.toThrow();
  });

  it.each([
    ['one file that bursts', packOf(page, entry(BLOB, Buffer.alloc(65 * MEGABYTE)))],
    [
      'many files that do so together',
      packOf(...Array<Buffer>(17).fill(entry(BLOB, Buffer.alloc(4 * MEGABYTE)))),
    ],
    ['a file that is larger than it says', packOf(entry(BLOB, Buffer.alloc(MEGABYTE), { declared: 10 }))],
    [
      'a change that copies for ever',
      packOf(
        page,
        entry(DELTA_BY_NAME, Buffer.from([...numberOf(2_000), ...numberOf(2 ** 32)]), {
          base: Buffer.alloc(20),
        }),
      ),
    ],
    ['fewer files than it says', packOf(page).subarray(0, 40)],
    ['nothing in it that unpacks', packOf(Buffer.from([0x35, 1, 2, 3, 4, 5, 6, 7]))],
    ['no header', Buffer.from('PACK')],
  ])('with %s is refused', (_name, pack) => {
    expect(() => {
      assertModestPack(pack);
    }).toThrow(expect.objectContaining({ name: 'ForgeError', code: 'bad-reply' }));
  });
});
