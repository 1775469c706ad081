import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { Clock } from '../../src/domain/time.js';
import type { SimServer } from '../simulator/core/sim-server.js';
import { DaemonProcess } from '../simulator/demo/daemon-process.js';
import { type GithubSimulator, startGithub } from '../simulator/github/start-github.js';
import { type RunningGitlab, startGitlab } from '../simulator/gitlab/start-gitlab.js';
import { startTelegram, type TelegramSimulator } from '../simulator/telegram/start-telegram.js';
import type { WorldMessage } from '../simulator/telegram/world-types.js';
import { DaemonRun } from './daemon-run.js';
import { seedDirectory } from './database.js';
import { waitUntil } from './wait-until.js';

/** Somebody with an account on both forges and a private chat with the bot. */
export interface Townsman {
  /** Telegram id, and so the id of the private chat. */
  readonly id: number;
  readonly login: string;
  readonly tokens: Readonly<Record<'gitlab' | 'github', string>>;
}

export type Settings = Readonly<Record<string, string>>;

export interface Town {
  readonly telegram: TelegramSimulator;
  readonly worlds: { readonly gitlab: RunningGitlab['world']; readonly github: GithubSimulator['world'] };
  /** The forges as servers: address, faults, request log. */
  readonly servers: Readonly<Record<'gitlab' | 'github', SimServer>>;
  readonly people: readonly Townsman[];
  /** The one who does things to the others; has no chat. */
  readonly colleague: string;
  readonly projects: Readonly<Record<'gitlab' | 'github', string>>;
  /** Every secret that a daemon of this town ever gets. */
  readonly secrets: readonly string[];
  /** What daemons are started in; removed in the end. */
  readonly directory: string;
  /** The environment of a daemon of this town, with the data directory `name`. */
  settings(name: string, more?: Settings): Settings;
  /** A real daemon as a child process. Daemons of one name share its embedded database, which is there from the start. */
  daemon(name: string, settings?: Settings): DaemonProcess;
  /** The same, with every byte that it writes and with how it ended. */
  run(name: string, settings?: Settings): DaemonRun;
  /** Waits until a daemon polls Telegram. */
  ready(): Promise<void>;
  /** Links both accounts and watches both projects, as each person would: by writing to the bot. */
  moveIn(): Promise<void>;
  /** Says something to the bot and waits for an answer that matches. */
  ask(person: Townsman, text: string, answer: RegExp): Promise<WorldMessage>;
  close(): Promise<void>;
}

export const SECRET_KEY = 'a passphrase for simulated towns';

/** The three simulated systems, people in them, and daemons between them. */
export async function startTown(options: { readonly clock: Clock; readonly people: number }): Promise<Town> {
  const directory = await mkdtemp(join(tmpdir(), 'forgewatch-town-'));
  const { clock } = options;
  const [gitlab, github, telegram, seed] = await Promise.all([
    startGitlab({ clock }),
    startGithub({ clock }),
    startTelegram({ clock }),
    seedDirectory(),
  ]);
  const worlds = { gitlab: gitlab.world, github: github.world };
  const people = populate(worlds, telegram, options.people);
  const daemons: { stop(): Promise<unknown> }[] = [];
  const settings = (name: string, more: Settings = {}): Settings => ({
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.url,
    GITLAB_URLS: gitlab.url,
    GITHUB_URLS: github.url,
    DATA_DIR: join(directory, name),
    SECRET_KEY,
    ALLOWED_USERS: people.map(({ id }) => id).join(','),
    POLL_INTERVAL_SECONDS: '5',
    LOG_LEVEL: 'debug',
    ...more,
  });
  const settled = (name: string, more: Settings): Settings => {
    const whole = settings(name, more);
    const { DATA_DIR: data = '', DATABASE_URL: server = '' } = whole;
    if (server === '' && !existsSync(data)) execFileSync('cp', ['-R', seed, data]);
    return whole;
  };
  return {
    telegram,
    worlds,
    servers: { gitlab: gitlab.server, github: github.server },
    people,
    colleague: COLLEAGUE,
    projects: PROJECTS,
    secrets: [telegram.token, SECRET_KEY, ...people.flatMap(({ tokens }) => [tokens.gitlab, tokens.github])],
    directory,
    settings,
    daemon(name, more = {}) {
      const daemon = new DaemonProcess({
        entry: resolve('dist/src/main.js'),
        directory,
        onChange: () => undefined,
        settings: settled(name, more),
      });
      daemons.push(daemon);
      return daemon;
    },
    run(name, more = {}) {
      const run = new DaemonRun({ directory, settings: settled(name, more) });
      daemons.push(run);
      return run;
    },
    ready: () => waitUntil(() => telegram.world.isPolled, 'a daemon that polls Telegram', 60_000),
    async moveIn() {
      await waitUntil(() => telegram.world.isPolled, 'a daemon that polls Telegram', 60_000);
      await Promise.all(people.map((person) => moveIn(telegram, person)));
    },
    ask: (person, text, answer) => ask(telegram, person, text, answer),
    async close() {
      await Promise.all(daemons.map((daemon) => daemon.stop()));
      await Promise.all([gitlab.close(), github.close(), telegram.close()]);
      await rm(directory, { recursive: true, force: true });
    },
  };
}

/** A busy machine makes a slow bot. */
const ANSWER_LIMIT_MS = 30_000;
const COLLEAGUE = 'bob';
const PROJECTS = { gitlab: 'acme/shop', github: 'acme/tools' } as const;

function populate(worlds: Town['worlds'], telegram: TelegramSimulator, count: number): readonly Townsman[] {
  const logins = Array.from({ length: count }, (_, index) => `person-${index + 1}`);
  for (const kind of ['gitlab', 'github'] as const) {
    const world = worlds[kind];
    for (const login of [COLLEAGUE, ...logins]) world.addUser(login);
    world.addProject(PROJECTS[kind], { members: [COLLEAGUE, ...logins], isPrivate: true });
  }
  return logins.map((login, index) => {
    const { id } = telegram.world.addPerson({ id: 2_001 + index, name: login });
    return {
      id,
      login,
      tokens: { gitlab: worlds.gitlab.addToken(login), github: worlds.github.addToken(login) },
    };
  });
}

async function moveIn(telegram: TelegramSimulator, person: Townsman): Promise<void> {
  await ask(telegram, person, `/token ${person.tokens.gitlab}`, /Linked!/);
  await ask(telegram, person, `/token ${person.tokens.github}`, /Linked!/);
  await ask(telegram, person, `/watch ${PROJECTS.gitlab}`, /I watch acme\/shop/);
  await ask(telegram, person, `/watch ${PROJECTS.github}`, /I watch acme\/tools/);
}

async function ask(
  { world }: TelegramSimulator,
  person: Townsman,
  text: string,
  answer: RegExp,
): Promise<WorldMessage> {
  const { id: askedAs } = world.send(person.id, person.id, text);
  const isAnswer = (message: WorldMessage): boolean => message.id > askedAs && answer.test(message.text);
  try {
    return await world.waitForMessage(person.id, isAnswer, { timeoutMs: ANSWER_LIMIT_MS });
  } catch {
    const since = world.botMessages(person.id).filter(({ id }) => id > askedAs);
    const command = text.split(' ')[0];
    throw new Error(
      `${person.login} waited in vain for ${String(answer)} after ${command}, and heard ${JSON.stringify(since.map((one) => one.text))}`,
    );
  }
}
