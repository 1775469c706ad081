import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { endsIdle, MessageFramer, type Batch } from '../../../../src/storage/embedded/message-framing.js';

const message = (type: string, body: string | Buffer = ''): Buffer => {
  const bytes = Buffer.from(body);
  const head = Buffer.alloc(5);
  head.write(type, 0, 'latin1');
  head.writeInt32BE(4 + bytes.length, 1);
  return Buffer.concat([head, bytes]);
};

const startup = (code: number, body = ''): Buffer => {
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + Buffer.byteLength(body), 0);
  head.writeInt32BE(code, 4);
  return Buffer.concat([head, Buffer.from(body)]);
};

const drain = (framer: MessageFramer): Batch[] => {
  const batches: Batch[] = [];
  for (let batch = framer.next(); batch !== null; batch = framer.next()) {
    batches.push(batch);
    if (batch.kind === 'terminate') break;
  }
  return batches;
};

const HELLO = startup(196_608, 'user\0postgres\0\0');

describe('MessageFramer', () => {
  it('keeps everything up to an answered message together, however it arrives', () => {
    const extended = Buffer.concat(['P', 'B', 'D', 'E', 'S'].map((type) => message(type, 'x'.repeat(300))));
    const simple = message('Q', 'SELECT 1');
    const all = Buffer.concat([HELLO, extended, simple]);

    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 1, maxLength: 40 }), (sizes) => {
        const framer = new MessageFramer();
        const batches: Batch[] = [];
        let at = 0;
        for (const size of [...sizes, all.length]) {
          framer.push(all.subarray(at, at + size));
          at += size;
          batches.push(...drain(framer));
        }
        expect(batches).toEqual([HELLO, extended, simple].map((bytes) => ({ kind: 'send', bytes })));
      }),
    );
  });

  it('answers the questions that come before the start', () => {
    const framer = new MessageFramer();
    framer.push(Buffer.concat([startup(80_877_103), startup(80_877_102, '12345678'), HELLO]));

    expect(drain(framer).map((batch) => batch.kind)).toEqual(['refuse-tls', 'ignore', 'send']);
  });

  it('keeps the end of a connection from the backend', () => {
    const framer = new MessageFramer();
    framer.push(Buffer.concat([HELLO, message('X')]));

    expect(drain(framer).map((batch) => batch.kind)).toEqual(['send', 'terminate']);
  });
});

describe('endsIdle', () => {
  it.each([
    ['idle', [message('T', 'row'), message('C', 'SELECT 1'), message('Z', 'I')], true],
    ['in a transaction', [message('C', 'BEGIN'), message('Z', 'T')], false],
    ['in a failed transaction', [message('E', 'error'), message('Z', 'E')], false],
    ['before the end of the answer', [message('Z', 'I'), message('T', 'row')], false],
    ['with a row that looks like the end', [message('D', Buffer.from('Z\0\0\0\x05I'))], false],
    ['with nothing', [], false],
  ])('tells an answer that ends %s', (_what, messages, isIdle) => {
    expect(endsIdle(Buffer.concat(messages))).toBe(isIdle);
  });
});
