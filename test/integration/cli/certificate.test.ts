import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DaemonRun } from '../../support/daemon-run.js';
import { type ForgeName, startTailScene, type TailScene } from '../../support/tail-scene.js';
import { startTlsFront, type TlsFront } from '../../support/tls-front.js';

const LIMIT_MS = 60_000;
const UNREACHABLE = 69;

let scene: TailScene;
let fronts: Record<ForgeName, TlsFront>;

beforeAll(async () => {
  scene = await startTailScene();
  const [gitlab, github] = await Promise.all(
    [scene.gitlab, scene.github].map(({ url }) => startTlsFront(url, scene.directory)),
  );
  if (gitlab && github) fronts = { gitlab, github };
});

afterAll(async () => {
  await Promise.all(Object.values(fronts).map((front) => front.close()));
  await scene.close();
});

describe.each(['gitlab', 'github'] as const)('a certificate of %s that an own authority made', (name) => {
  function run(args: readonly string[], settings: Readonly<Record<string, string>> = {}): DaemonRun {
    const token = name === 'gitlab' ? 'GITLAB_TOKEN' : 'GITHUB_TOKEN';
    return new DaemonRun({
      directory: scene.directory,
      args: [...args, `--${name}`, fronts[name].url],
      settings: { [token]: scene[name].token, ...settings },
    });
  }

  it.each([
    ['tail', (path: string) => ['tail', path, '--once']],
    ['the shell', (path: string) => ['issue', 'create', path, '--title', 'Lost']],
  ])(
    'is not trusted by %s, which sends nothing and names the way out',
    async (_who, args) => {
      const { path, server } = scene[name];
      server.log.clear();
      const refused = run(args(path));

      expect(await refused.exit).toMatchObject({ code: UNREACHABLE });
      expect(refused.stderr).toMatch(/certificate of .* is not trusted here[^]*NODE_EXTRA_CA_CERTS/);
      expect(server.log.entries).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'is trusted once the authority is named in NODE_EXTRA_CA_CERTS',
    async () => {
      const { path } = scene[name];
      const settings = { NODE_EXTRA_CA_CERTS: fronts[name].authority };
      const looked = run(['tail', path, '--once', '--since', '1h'], settings);

      expect(await looked.exit).toMatchObject({ code: 0 });
      expect(looked.stdout).toContain('Mine');
    },
    LIMIT_MS,
  );
});
