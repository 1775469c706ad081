import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FileContent } from '../../../../src/domain/attachment.js';
import type { Fault } from '../../../simulator/core/faults.js';
import { type ActionsBench, APP, type Hand, refused, startActionsBench } from './actions-bench.js';

let bench: ActionsBench;

beforeEach(async () => {
  bench = await startActionsBench();
});

afterEach(() => bench.close());

const UPLOADS = /\/uploads$/;

function aFile(name: string, text = 'some bytes'): FileContent {
  return { name, bytes: new TextEncoder().encode(text) };
}

async function upload({ actions, session, project }: Hand, file: FileContent): Promise<string> {
  if (actions.upload === null) throw new Error('GitLab takes files');
  return actions.upload(session, project, file);
}

function answer(status: number, body: string, contentType = 'application/json'): Fault {
  return { kind: 'status', status, body, contentType };
}

describe('a file brought to GitLab', () => {
  it.each(['bob', 'rita', 'gus'])('comes whole, also by %s, and is told of in Markdown', async (login) => {
    const bytes = Uint8Array.from({ length: 70_000 }, (_, index) => index % 256);

    const markdown = await upload(bench.as(login), { name: 'screen shot.png', bytes });

    expect(markdown).toMatch(/^!\[screen_shot\]\(\/uploads\/[0-9a-f]{32}\/screen_shot\.png\)$/);
    const [kept] = bench.world.uploads(APP);
    expect(kept?.name).toBe('screen_shot.png');
    expect(kept?.content.equals(bytes)).toBe(true);
    expect(bench.writes()).toHaveLength(1);
  });

  it.each(['a]b[c](https://evil.example.com).txt', 'таблица.csv', 'x'.repeat(200) + '.log'])(
    'makes a single link, whatever it is called: %s',
    async (name) => {
      expect(await upload(bench.as('bob'), aFile(name))).toMatch(/^\[[^[\]]+\]\(\/uploads\/[^()]+\)$/);
    },
  );

  it('is refused where it is too large, whoever says so', async () => {
    bench.world.configureProject(APP, { maxAttachmentBytes: 5 });
    await expect(upload(bench.as('bob'), aFile('a.png'))).rejects.toMatchObject(refused('too-large'));

    const html = '<html><h1>413 Request Entity Too Large</h1></html>';
    bench.server.faults.add({ path: UPLOADS, fault: answer(413, html, 'text/html') });
    await expect(upload(bench.as('bob'), aFile('a.png'))).rejects.toMatchObject(refused('too-large'));
  });

  it('is refused to a token that may only read, and to whoever may not', async () => {
    await expect(upload(bench.as('bob', ['read_api']), aFile('a.png'))).rejects.toMatchObject(
      refused('scope'),
    );

    bench.server.faults.add({ path: UPLOADS, fault: answer(403, '{"message":"403 Forbidden"}') });
    await expect(upload(bench.as('bob'), aFile('a.png'))).rejects.toMatchObject(refused('role'));
  });

  it('is refused to everybody in an archived project, and it is said why', async () => {
    bench.world.configureProject(APP, { isArchived: true });

    await expect(upload(bench.as('ann'), aFile('a.png'))).rejects.toMatchObject(refused('archived'));
  });

  it('has no place in a project that cannot be seen, and none with a revoked token', async () => {
    await expect(upload(bench.as('eve'), aFile('a.png'))).rejects.toMatchObject({ code: 'not-found' });

    const hand = bench.as('bob');
    bench.world.revokeToken(hand.session.secret.reveal());
    await expect(upload(hand, aFile('a.png'))).rejects.toMatchObject({ code: 'token-refused' });
  });

  it.each<[string, Fault, string]>([
    ['is cut off', { kind: 'truncate' }, 'unavailable'],
    ['is reset', { kind: 'reset' }, 'unavailable'],
    ['is no upload', answer(201, '{"id":1}'), 'bad-reply'],
    ['is null', answer(201, 'null'), 'bad-reply'],
    ['holds more than a link', answer(201, JSON.stringify({ markdown: '[a](/b)\n/close' })), 'bad-reply'],
    ['holds two links', answer(201, JSON.stringify({ markdown: '[a](/b) [c](/d)' })), 'bad-reply'],
  ])('fails in one piece where the answer %s', async (_, fault, code) => {
    bench.server.faults.add({ path: UPLOADS, fault });

    await expect(upload(bench.as('bob'), aFile('a.png'))).rejects.toMatchObject({ name: 'ForgeError', code });
    expect(bench.writes()).toHaveLength(1);
  });

  it('takes the size that newer servers add to an image', async () => {
    const markdown = '![a\\]b](/uploads/0123/a_b.png){width=640 height=480}';
    bench.server.faults.add({ path: UPLOADS, fault: answer(201, JSON.stringify({ markdown })) });

    expect(await upload(bench.as('bob'), aFile('a]b.png'))).toBe(markdown);
  });
});
