import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import type { JsonObject } from '../../../src/domain/json.js';
import type { Proxies } from '../../../src/domain/proxies.js';
import type { ForgeSession } from '../../../src/domain/ports/forge-adapter.js';
import { Secret } from '../../../src/domain/secret.js';
import { MINUTE } from '../../../src/domain/time.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { fetchLog } from '../../../src/forges/http/fetch-log.js';
import { openFetch } from '../../../src/proxy/open-fetch.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { type ConnectProxy, startConnectProxy } from '../../support/connect-proxy.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { type Loopback, startLoopback } from '../../unit/forges/http/loopback.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';
import { SHOP } from '../forges/github/github-bench.js';
import { type GitlabScene, gitlabScene } from '../simulator/gitlab-scene.js';

const CREDENTIALS = `Basic ${Buffer.from('ann:hunter2').toString('base64')}`;
const GITLAB = 'http://gitlab.test';

let scene: GitlabScene;
let store: Loopback;
let proxy: ConnectProxy;

beforeEach(async () => {
  scene = await gitlabScene();
  store = await startLoopback(() => ({ status: 302, headers: { location: 'https://store.test/log?sig=1' } }));
  proxy = await startConnectProxy({ 'gitlab.test': scene.url, 'store.test': store.url });
});

afterEach(() => Promise.all([scene.close(), store.stop(), proxy.stop()]));

function proxies(more: Partial<Proxies> = {}, url = proxy.url): Proxies {
  const server = { url, authorization: new Secret(CREDENTIALS) };
  return { https: server, http: server, exempt: [], ...more };
}

function session(url: string): ForgeSession {
  return {
    forge: { kind: 'gitlab', url, apiUrl: `${url}/api/v4` },
    secret: new Secret(scene.world.addToken('bob', { scopes: ['api'] })),
    gate: new RecordingGate(),
    signal: AbortSignal.timeout(10_000),
  };
}

async function gitlabBy(given: Proxies | null): Promise<ReturnType<typeof createGitlabAdapter>> {
  return createGitlabAdapter({ logger: createMemoryLogger(), fetch: await openFetch(given) });
}

async function failureAt(url: string, given: Proxies): Promise<ForgeError> {
  const adapter = await gitlabBy(given);
  const error: unknown = await adapter.identify(session(url)).catch((reason: unknown) => reason);
  if (error instanceof ForgeError) return error;
  throw new Error('a ForgeError was expected', { cause: error });
}

describe('without a proxy', () => {
  it('nothing stands between the program and the fetch of Node', async () => {
    expect(await openFetch(null)).toBe(globalThis.fetch);
  });
});

describe('a forge behind a proxy', () => {
  it('is asked through it, with the credentials of the proxy for the proxy alone', async () => {
    const { user } = await (await gitlabBy(proxies())).identify(session(GITLAB));

    expect(user.login).toBe('bob');
    expect(proxy.asked).toContain(`GET ${GITLAB}/api/v4/user`);
    expect(new Set(proxy.credentials)).toEqual(new Set([CREDENTIALS]));
  });

  it('gets files whole', async () => {
    const { actions } = await gitlabBy(proxies());
    const project = {
      id: String(scene.ids.project),
      path: 'team/app',
      name: 'app',
      url: `${GITLAB}/team/app`,
      defaultBranch: 'main',
    };
    const bytes = Uint8Array.from({ length: 300_000 }, (_, index) => index % 251);

    await actions.upload?.(session(GITLAB), project, { name: 'a.png', bytes });

    expect(scene.world.uploads('team/app')[0]?.content.equals(bytes)).toBe(true);
    expect(proxy.asked).toEqual([expect.stringMatching(/^POST http:\/\/gitlab\.test\/api\/v4\/.*uploads$/)]);
  });

  it('sends to a store of logs that is asked through it, too, and over a tunnel where it has TLS', async () => {
    const { secret, gate, signal } = session(GITLAB);
    const request = { method: 'GET', url: 'http://store.test/trace', headers: {} };

    const log = fetchLog(request, { secret, gate, signal, fetch: await openFetch(proxies()) });

    await expect(log).rejects.toMatchObject({ code: 'unavailable' });
    expect(proxy.asked).toEqual(['GET http://store.test/trace', 'CONNECT store.test:443']);
    expect(new Set(proxy.credentials)).toEqual(new Set([CREDENTIALS]));
  });

  it('shows its wikis over git through it', async () => {
    const clock = new ScriptedClock();
    const github = await startGithub({ clock: clock.now });
    const known = await startConnectProxy({ 'github.test': github.url });
    github.world.addUser('alice');
    github.world.addProject(SHOP.path, { members: ['alice'] });
    const url = 'http://github.test';
    const fetch = await openFetch(proxies({}, known.url));
    const adapter = createGithubAdapter({ logger: createMemoryLogger(), fetch });
    const read = (cursor: JsonObject | null) =>
      adapter.readFeed(
        {
          ...session(url),
          forge: { kind: 'github', url, apiUrl: `${url}/api/v3` },
          secret: new Secret(github.world.addToken('alice')),
        },
        {
          kind: 'wiki',
          project: SHOP,
          cursor,
          viewer: { id: '1', login: 'alice', name: 'alice' },
          watched: [SHOP],
          lookup: () => Promise.resolve(new Map()),
        },
      );
    github.world.writeWikiPage(SHOP.path, { by: 'alice', title: 'Home', text: 'Welcome' });
    const { cursor } = await read(null);
    clock.advance(MINUTE);
    github.world.writeWikiPage(SHOP.path, { by: 'alice', title: 'Home', text: 'Hello' });

    const { sightings } = await read(cursor);
    await Promise.all([github.close(), known.stop()]);

    expect(sightings).toHaveLength(1);
    expect(known.asked).toContain(`POST ${url}/acme/shop.wiki.git/git-upload-pack`);
  });

  it('is asked directly where it is exempt, and always on this machine', async () => {
    await (await gitlabBy(proxies())).identify(session(scene.url));
    const error = await failureAt(GITLAB, proxies({ exempt: ['.test'] }));

    expect(error.message).toMatch(/no whole answer to GET \S+: TypeError/);
    expect(proxy.asked).toEqual([]);
  });
});

describe('a proxy that does not do its work', () => {
  it.each([GITLAB, 'https://gitlab.test'])('is named where it is away, before %s', async (url) => {
    const error = await failureAt(url, proxies({}, 'http://127.0.0.1:1'));

    expect(error).toMatchObject({ code: 'unavailable' });
    expect(error.message).toMatch(
      /^no whole answer to GET \S+ by way of the proxy 127\.0\.0\.1:1: TypeError ECONNREFUSED$/,
    );
  });

  it.each([
    [GITLAB, 407],
    ['https://gitlab.test', 407],
    ['https://gitlab.test', 403],
    ['https://gitlab.test', 502],
  ])('is named where it refuses: %s with %i', async (url, status) => {
    proxy.refuse(status);

    const error = await failureAt(url, proxies());

    expect(error).toMatchObject({ code: 'unavailable' });
    const { host } = new URL(proxy.url);
    expect(error.message).toContain(`by way of the proxy ${host}, which answered ${status}: `);
    expect(error.message).not.toContain(CREDENTIALS);
  });

  it('is named where it falls silent', async () => {
    const silent = await startLoopback(() => ({ fault: 'silence' }));
    const fetch = await openFetch(proxies({}, silent.url));
    const signal = AbortSignal.timeout(50);
    const context = { ...session(GITLAB), fetch, signal };

    const error: unknown = await fetchLog({ method: 'GET', url: GITLAB, headers: {} }, context).catch(
      (reason: unknown) => reason,
    );
    await silent.stop();

    expect(error).toMatchObject({ code: 'unavailable', isSlow: true });
    expect(String(error)).toContain(`by way of the proxy ${new URL(silent.url).host}: TimeoutError`);
  });
});
