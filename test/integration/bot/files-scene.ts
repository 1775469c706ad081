import { inspect } from 'node:util';
import { createTelegramChannel } from '../../../src/channels/telegram/telegram-channel.js';
import { createTelegram } from '../../../src/channels/telegram/telegram-client.js';
import type { Forge } from '../../../src/domain/forge.js';
import type { Subject } from '../../../src/domain/subject.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { type GithubSimulator, startGithub } from '../../simulator/github/start-github.js';
import { type RunningGitlab, startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';
import type { FileSeed, SendOptions, WorldMessage } from '../../simulator/telegram/world-types.js';
import { ALICE, BotFixture } from '../../support/bot-fixture.js';
import { anIssue } from '../../support/an-issue.js';
import { aMergeRequest, anEvent, anEventNotification } from '../../support/builders.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { eventually } from '../../support/poller-fixture.js';

export const APP = 'team/app';
export const STRANGER = 4_711;
/** Ends in an odd byte and is no text. */
export const PICTURE = Buffer.from(Array.from({ length: 5_001 }, (_, index) => index % 256));

interface Parts {
  readonly telegram: TelegramSimulator;
  readonly gitlab: RunningGitlab;
  readonly github: GithubSimulator;
  readonly bot: BotFixture;
}

/** The real bot and the real adapters before all three simulators; Alice has an account on both forges. */
export class FilesScene implements Parts {
  readonly telegram: TelegramSimulator;
  readonly gitlab: RunningGitlab;
  readonly github: GithubSimulator;
  readonly bot: BotFixture;
  readonly tokens: Record<'gitlab' | 'github', string> = { gitlab: '', github: '' };

  readonly #ids: Readonly<Record<'gitlab' | 'github', number>>;

  private constructor(
    { telegram, gitlab, github, bot }: Parts,
    ids: Readonly<Record<'gitlab' | 'github', number>>,
  ) {
    this.#ids = ids;
    this.telegram = telegram;
    this.gitlab = gitlab;
    this.github = github;
    this.bot = bot;
  }

  static async start(): Promise<FilesScene> {
    const clock = new ScriptedClock().now;
    const [telegram, gitlab, github] = await Promise.all([
      startTelegram({ clock }),
      startGitlab({ clock }),
      startGithub({ clock }),
    ]);
    telegram.world.addPerson({ id: ALICE.id, name: 'Alice' });
    telegram.world.addPerson({ id: STRANGER, name: 'Mallory' });
    const ids = [gitlab, github].map(({ world }) => {
      world.addUser('alice', 'Alice');
      return world.addProject(APP, { members: ['alice'], isPrivate: true }).id;
    });
    const logger = createMemoryLogger();
    const client = createTelegram({ token: telegram.token, apiRoot: telegram.url });
    const adapters = { gitlab: createGitlabAdapter({ logger }), github: createGithubAdapter({ logger }) };
    const bot = await BotFixture.start({
      telegram: client,
      channel: createTelegramChannel({ telegram: client, logger }),
      adapters,
      actions: { gitlab: adapters.gitlab.actions, github: adapters.github.actions },
      forges: [forgeOf('gitlab', gitlab.url), forgeOf('github', github.url)],
    });
    const [gitlabId = 0, githubId = 0] = ids;
    const scene = new FilesScene({ telegram, gitlab, github, bot }, { gitlab: gitlabId, github: githubId });
    await bot.bot.start();
    await scene.link();
    return scene;
  }

  async stop(): Promise<void> {
    await this.bot.stop();
    await Promise.all([this.telegram.close(), this.gitlab.close(), this.github.close()]);
  }

  /** What the bot says to it. */
  async say(text: string, options: SendOptions = {}): Promise<WorldMessage> {
    return this.answerTo(() => this.telegram.world.send(ALICE.id, ALICE.id, text, options));
  }

  async sendFile(seed: Partial<FileSeed> = {}, options: SendOptions = {}): Promise<WorldMessage> {
    return this.answerTo(() => this.drop(seed, options));
  }

  /** Sends a file and waits for nothing. */
  drop(seed: Partial<FileSeed> = {}, options: SendOptions = {}, from: number = ALICE.id): WorldMessage {
    const file = { kind: 'document', name: 'screenshot.png', content: PICTURE, ...seed } as const;
    return this.telegram.world.sendFile(from, from, file, options);
  }

  /** Presses a button and waits for what the message says then. */
  async press(message: WorldMessage, button: string, says: RegExp): Promise<WorldMessage> {
    const { world } = this.telegram;
    const label = this.shown(message.id)
      .buttons.flat()
      .find(({ text }) => text.includes(button))?.text;
    world.press(ALICE.id, message, label ?? button);
    const isAnswer = (one: WorldMessage): boolean => one.id >= message.id && says.test(plain(one).text);
    return plain(await world.waitForMessage(ALICE.id, isAnswer));
  }

  shown(id: number): WorldMessage {
    const message = this.telegram.world.messages(ALICE.id).find((one) => one.id === id);
    if (message === undefined) throw new Error(`no message ${id}`);
    return plain(message);
  }

  /** Until everything that was sent has been dealt with. */
  settle(): Promise<void> {
    return eventually(() => this.telegram.world.unconfirmedUpdates === 0);
  }

  /** A message of the bot with news about issue 1. */
  async tell(kind: 'gitlab' | 'github', chatId: number = ALICE.id): Promise<number> {
    this[kind].world.openIssue(APP, { author: 'alice', title: 'Broken' });
    return this.#told(kind, chatId, (projectId) => anIssue({ number: '1', projectId }));
  }

  /** A message of the bot with news about merge request 1, which Alice is to review. */
  async tellReview(): Promise<number> {
    const { world } = this.gitlab;
    world.addUser('bob', 'Bob');
    world.addMember(APP, 'bob', 30);
    const { number } = world.openMergeRequest(APP, { author: 'bob', title: 'Add a page' });
    world.requestReview(APP, number, 'alice', 'bob');
    const headSha = String((await this.ask(`/merge_requests/${number}`))[0]?.['sha']);
    return this.#told('gitlab', ALICE.id, (projectId) =>
      aMergeRequest({ number: String(number), projectId, headSha }),
    );
  }

  async #told(
    kind: 'gitlab' | 'github',
    chatId: number,
    subjectIn: (projectId: string) => Subject,
  ): Promise<number> {
    const { world } = this.telegram;
    world.send(ALICE.id, chatId, '/help');
    await this.settle();
    const id = world.botMessages(chatId).at(-1)?.id ?? 0;
    const accounts = [...this.bot.stores.accountRows.values()];
    const account = accounts.find(({ forge }) => forge.kind === kind);
    const url = `${this[kind].url}/${APP}`;
    const found = { id: String(this.#ids[kind]), path: APP, name: 'app', url, defaultBranch: 'main' };
    const news = anEventNotification({
      accountId: account?.id ?? '',
      chatKey: String(chatId),
      project: found,
      event: anEvent({ subject: subjectIn(found.id), projectId: found.id }),
    });
    this.bot.stores.toldRows.set(`${chatId}:${id}`, news);
    return id;
  }

  /** Bodies of the comments on issue 1, or on something else. */
  async comments(on = '/issues/1'): Promise<readonly string[]> {
    const notes = await this.ask(`${on}/notes?sort=asc&activity_filter=only_comments`);
    return notes.map(({ body }) => String(body));
  }

  async issues(): Promise<readonly Record<string, unknown>[]> {
    return this.ask('/issues?sort=asc');
  }

  downloads(): number {
    return this.telegram.server.log.matching('GET', /^\/file\//).length;
  }

  uploads(): readonly string[] {
    return this.gitlab.world.uploads(APP).map(({ name }) => name);
  }

  /** Everything that the bot logged and said, as text. */
  visible(): string {
    return inspect([this.bot.log.entries, this.telegram.world.messages(ALICE.id)], {
      depth: null,
      maxArrayLength: null,
      maxStringLength: null,
    });
  }

  private async answerTo(act: () => WorldMessage): Promise<WorldMessage> {
    const { id } = act();
    await this.settle();
    const answer = this.telegram.world.botMessages(ALICE.id).find((one) => one.id > id);
    if (answer === undefined) throw new Error('the bot said nothing');
    return plain(answer);
  }

  private async link(): Promise<void> {
    this.tokens.gitlab = this.gitlab.world.addToken('alice');
    this.tokens.github = this.github.world.addToken('alice');
    await this.say(`/token ${this.gitlab.url} ${this.tokens.gitlab}`);
    await this.say(`/token ${this.github.url} ${this.tokens.github}`);
  }

  private async ask(path: string): Promise<readonly Record<string, unknown>[]> {
    const answer = await fetch(`${this.gitlab.url}/api/v4/projects/team%2Fapp${path}`, {
      headers: { 'private-token': this.gitlab.world.addToken('alice') },
    });
    const json = (await answer.json()) as Record<string, unknown> | Record<string, unknown>[];
    return Array.isArray(json) ? json : [json];
  }
}

/** Without what keeps a name from becoming a link. */
function plain(message: WorldMessage): WorldMessage {
  return { ...message, text: message.text.replaceAll('\u2060', '') };
}

function forgeOf(kind: Forge['kind'], url: string): Forge {
  return { kind, url, apiUrl: `${url}/api/${kind === 'gitlab' ? 'v4' : 'v3'}` };
}
