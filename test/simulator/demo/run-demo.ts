import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { clearInterval, setInterval } from 'node:timers';
import { fileURLToPath } from 'node:url';
import { startGithub } from '../github/start-github.js';
import { type RunningGitlab, startGitlab } from '../gitlab/start-gitlab.js';
import { startTelegram, type TelegramSimulator } from '../telegram/start-telegram.js';
import { DaemonProcess, type DaemonState } from './daemon-process.js';
import { Demo } from './demo.js';
import { BOB, DEPLOY, type DemoForge, ME, seedForge } from './demo-world.js';
import { type PageServer, startPageServer } from './page-server.js';
import { systemClock } from './system-clock.js';

const VIEWER = 1_001;
/** GitLab's access level: it takes one to open a service desk. */
const MAINTAINER = 40;
/** Everything goes twelve times as fast as with the defaults. */
const POLL_SECONDS = 5;

export interface RunningDemo {
  readonly url: string;
  readonly demo: Demo;
  /** Stops everything and removes what it wrote. */
  close(): Promise<void>;
}

/** Three simulators, the real daemon between them, and the page. */
export async function runDemo(options: {
  readonly port: number;
  /** That of the person's Telegram. */
  readonly language: string;
  /** The built daemon. */
  readonly daemonEntry: string;
  readonly onDaemon: (state: DaemonState, demo: Demo) => void;
}): Promise<RunningDemo> {
  const directory = await mkdtemp(join(tmpdir(), 'forgewatch-demo-'));
  const [gitlab, github, telegram] = await Promise.all([
    startGitlab({ clock: systemClock }),
    startGithub({ clock: systemClock, inboxPollSeconds: POLL_SECONDS }),
    startTelegram({ clock: systemClock }),
  ]);
  const forges = [seedGitlab(gitlab), seedForge('github', github)];
  github.world.writeWorkflow('acme/rocket', 'Deploy', DEPLOY);
  gitlab.world.addMember('acme/storefront', ME, MAINTAINER);
  github.world.setRole('acme/rocket', ME, 'maintain');
  const groupId = seedTelegram(telegram, options.language);
  let page: PageServer | null = null;
  let isClosing = false;
  const daemon = new DaemonProcess({
    entry: options.daemonEntry,
    directory,
    settings: settings(telegram, forges, { directory, httpPort: await freePort() }),
    onChange: () => {
      if (isClosing) return;
      if (daemon.state !== 'stopping') demo.note(describe(daemon), daemon.state === 'dead');
      options.onDaemon(daemon.state, demo);
      page?.refresh();
    },
  });
  const demo = new Demo({ viewerId: VIEWER, groupId, telegram, forges, daemon });
  const watch = setInterval(() => {
    if (telegram.world.isPolled) daemon.markRunning();
  }, 100).unref();
  page = await startPageServer(demo, options.port);
  daemon.start();
  return {
    url: page.url,
    demo,
    close: async () => {
      isClosing = true;
      clearInterval(watch);
      for (const forge of forges) forge.mend?.();
      await daemon.stop();
      await Promise.all([page.close(), gitlab.close(), github.close(), telegram.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

function seedGitlab(gitlab: RunningGitlab): DemoForge {
  const forge = seedForge('gitlab', gitlab);
  const noteInternally = (number: number, text: string): void => {
    gitlab.world.internalIssueComment(forge.project.path, number, BOB, text);
  };
  return { ...forge, noteInternally };
}

/** One that was free a moment ago. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function describe(daemon: DaemonProcess): string {
  if (daemon.state === 'dead') return `The daemon ended: ${daemon.lastExit ?? 'unknown'}`;
  return daemon.state === 'running' ? 'The daemon is running' : 'The daemon is starting';
}

function seedTelegram({ world }: TelegramSimulator, language: string): number {
  world.addPerson({ id: VIEWER, name: 'Alice', username: 'alice_acme', language });
  world.addPerson({ id: 1_002, name: 'Bob' });
  world.addPerson({ id: 1_003, name: 'Carol' });
  return world.addGroup({ title: 'Acme team', isSupergroup: true, members: [VIEWER, 1_002, 1_003] }).id;
}

function settings(
  telegram: TelegramSimulator,
  forges: readonly DemoForge[],
  { directory, httpPort }: { readonly directory: string; readonly httpPort: number },
): Readonly<Record<string, string>> {
  const urls = (kind: DemoForge['kind']): string =>
    forges
      .filter((forge) => forge.kind === kind)
      .map((forge) => forge.url)
      .join(',');
  return {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    GITLAB_URLS: urls('gitlab'),
    GITHUB_URLS: urls('github'),
    DATABASE_URL: '',
    DATA_DIR: join(directory, 'data'),
    ALLOWED_USERS: String(VIEWER),
    POLL_INTERVAL_SECONDS: String(POLL_SECONDS),
    LOG_LEVEL: 'info',
    LOG_FORMAT: 'pretty',
    REACTIONS_DIR: fileURLToPath(new URL('../../../examples/reactions', import.meta.url)),
    REACTIONS_ACCOUNT: forges.map(({ url }) => `${ME}@${url}`).join(','),
    REACTIONS_PROJECTS: forges.map(({ url, project }) => `${url}/${project.path}`).join(','),
    HTTP_PORT: String(httpPort),
  };
}
