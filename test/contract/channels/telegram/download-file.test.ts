import { inspect } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import {
  downloadFile,
  LARGEST_FILE,
  type Download,
} from '../../../../src/channels/telegram/download-file.js';
import { createTelegram, type Telegram } from '../../../../src/channels/telegram/telegram-client.js';
import type { Fault } from '../../../simulator/core/faults.js';
import { ScriptedClock } from '../../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../../simulator/telegram/start-telegram.js';

const ALICE = 1001;

let simulator: TelegramSimulator;
let telegram: Telegram;

beforeEach(async () => {
  simulator = await startTelegram({ clock: new ScriptedClock().now });
  simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });
  telegram = createTelegram({ token: simulator.token, apiRoot: simulator.url });
});

afterEach(() => simulator.close());

/** The id of a file that Alice sent. */
function sent(content: Buffer): string {
  const { file } = simulator.world.sendFile(ALICE, ALICE, { kind: 'document', name: 'a.bin', content });
  return file?.id ?? '';
}

function download(fileId: string, signal = new AbortController().signal): Promise<Download> {
  return downloadFile(telegram, fileId, { signal, fetch });
}

const FILE = /^\/file\//;
const GET_FILE = /\/getFile$/;

describe('a file that was sent to the bot', () => {
  it('comes as it was sent, also from below a path of the server', async () => {
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, index) => index % 251));

    const got = await download(sent(content));

    expect(got.kind === 'done' && content.equals(got.bytes)).toBe(true);
    expect(simulator.server.log.matching('GET', FILE)).toHaveLength(1);
  });

  it('is empty where it is empty', async () => {
    expect(await download(sent(Buffer.alloc(0)))).toEqual({ kind: 'done', bytes: new Uint8Array() });
  });

  it('is not asked for where it is too large', async () => {
    expect(await download(sent(Buffer.alloc(LARGEST_FILE + 1)))).toEqual({ kind: 'too-large' });
    expect(simulator.server.log.matching('GET', FILE)).toEqual([]);
  });

  it('is left where it is by a server that keeps files to itself', async () => {
    const id = sent(Buffer.from('some bytes'));
    simulator.world.keepFilesToItself();

    expect(await download(id)).toEqual({ kind: 'local' });
    expect(simulator.server.log.matching('GET', FILE)).toEqual([]);
  });

  it.each<[string, string | undefined, string]>([
    ['leads elsewhere', '../../../getMe', 'local'],
    ['is another address', 'https://evil.example.com/x', 'failed'],
    ['is missing', undefined, 'failed'],
  ])('is not looked for outside of its place: a path that %s', async (_, path, kind) => {
    const result = { file_id: 'x', file_unique_id: 'y', ...(path === undefined ? {} : { file_path: path }) };
    const body = JSON.stringify({ ok: true, result });
    const fault: Fault = { kind: 'status', status: 200, body, contentType: 'application/json' };
    simulator.server.faults.add({ path: GET_FILE, fault });

    expect((await download('x')).kind).toBe(kind);
  });

  it.each<[string, RegExp, Fault]>([
    ['getFile fails', GET_FILE, { kind: 'status', status: 502, body: '<html>', contentType: 'text/html' }],
    ['getFile is reset', GET_FILE, { kind: 'reset' }],
    ['the file breaks off', FILE, { kind: 'truncate' }],
    ['the file is reset', FILE, { kind: 'reset' }],
    ['the file is gone', FILE, { kind: 'status', status: 404 }],
    ['half of it comes as a whole', FILE, { kind: 'status', status: 200, body: 'some' }],
    [
      'the server sends elsewhere',
      FILE,
      { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:9/' } },
    ],
  ])('fails without the address in its words where %s', async (_, path, fault) => {
    const id = sent(Buffer.from('some bytes'));
    simulator.server.faults.add({ path, fault });

    const got = await download(id);

    expect(got).toMatchObject({ kind: 'failed', error: { name: 'DeliveryError' } });
    expect(inspect(got, { depth: null })).not.toContain(simulator.token.split(':')[1]);
  });

  it('fails where it is not known, and where it takes too long', async () => {
    expect(await download('nothing')).toMatchObject({ kind: 'failed', error: { code: 'rejected' } });

    const id = sent(Buffer.from('some bytes'));
    simulator.server.faults.add({ path: FILE, fault: { kind: 'silence' } });
    const stop = new AbortController();
    const waiting = download(id, stop.signal);
    simulator.server.onReply(() => setImmediate(() => stop.abort()));

    expect(await waiting).toMatchObject({ kind: 'failed', error: { code: 'unavailable' } });
  });
});
