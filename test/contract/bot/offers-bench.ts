import type { ActionInput } from '../../../src/actions/define-action.js';
import { ACTIONS, actionNamed } from '../../../src/actions/index.js';
import { RUN_AGAIN } from '../../../src/bot/acting/panel.js';
import { rememberGround } from '../../../src/bot/acting/remember-ground.js';
import type { Ground } from '../../../src/bot/acting/errand.js';
import { createTranslator, type TextKey } from '../../../src/bot/translator.js';
import type { Order } from '../../../src/domain/actions/order.js';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import { ForgeError } from '../../../src/domain/errors.js';
import type { Person } from '../../../src/domain/forge.js';
import type { Project } from '../../../src/domain/project.js';
import type { TokenOptions } from '../../simulator/forge-world.js';
import type { ScriptedClock } from '../../simulator/core/clock.js';
import { ALICE, BotFixture, type Shown } from '../../support/bot-fixture.js';
import type { ForgeSide } from '../../support/forge-side.js';
import { ACTOR, ASKED, OWNER, type Stage } from './offer-scenes.js';
import type { Ending, Told, Typed } from './told.js';
import { type UnderNews, underNews } from './under-news.js';

const TEXT = 'Because of the tests';
const LABEL = 'bug';

/** Alice, who is `ann` on the forge, in front of the real bot; the forge is simulated. */
export class OffersBench {
  /** What her token may, for each request. */
  token: TokenOptions = {};
  readonly #side: ForgeSide;
  readonly #clock: ScriptedClock;
  readonly #bot: BotFixture;
  /** By what their buttons say. */
  readonly #names: ReadonlyMap<string, string>;
  #asked: Person | undefined;
  #messages = 100_000;

  private constructor(parts: { side: ForgeSide; clock: ScriptedClock; bot: BotFixture }) {
    this.#side = parts.side;
    this.#clock = parts.clock;
    this.#bot = parts.bot;
    const t = createTranslator()('en');
    const names = [...ACTIONS.map(({ name }) => name), RUN_AGAIN];
    this.#names = new Map(
      names.map((name) => [t(`act.name.${name}` as TextKey, { context: parts.side.kind }), name]),
    );
  }

  static async start(side: ForgeSide, clock: ScriptedClock): Promise<OffersBench> {
    let bench: OffersBench | null = null;
    const bot = await BotFixture.start({
      clock: clock.now,
      adapters: { gitlab: side.adapter, github: side.adapter },
      actions: { gitlab: side.adapter.actions, github: side.adapter.actions },
      forges: [side.forge],
      openSession: () => side.session(ACTOR, bench?.token),
    });
    for (const login of [OWNER, ACTOR, ASKED]) side.world.addUser(login);
    bench = new OffersBench({ side, clock, bot });
    await bench.link();
    return bench;
  }

  stop(): Promise<void> {
    return this.#bot.stop();
  }

  /** Hands the bot a token of this kind. */
  async link(token: TokenOptions = {}): Promise<void> {
    this.token = token;
    const secret = this.#side.world.addToken(ACTOR, token);
    await this.#say(`/token ${this.#side.forge.url} ${secret}`);
  }

  async tell(project: Project, stage: Stage, author: string): Promise<Told> {
    const { kind, forge, adapter } = this.#side;
    const target = stage(project, author);
    const look = await adapter.actions.lookAt(this.#side.session(OWNER), project, target);
    const messageId = String((this.#messages += 1));
    const shownSha = look.kind === 'merge-request' ? look.mergeRequest.headSha : null;
    const nothing = { url: null, threadId: null, messageId: null };
    const ground: Ground = { ...nothing, forge, project, target, label: kind, shownSha };
    const chatId = String(ALICE.id);
    const visit = { address: { chatId, topicId: null }, chatKey: chatId };
    await rememberGround(
      { stores: this.#bot.stores.stores, clock: this.#clock.now },
      { visit: visit as Parameters<typeof rememberGround>[1]['visit'] },
      messageId,
      ground,
    );
    return { project, target, messageId, look };
  }

  /** The names of what the panel offers. */
  async offered(told: Told): Promise<readonly string[]> {
    return (await this.#openPanel(told)).map(({ name }) => name);
  }

  /** `null`: they may not even see it, so that nobody tells them. */
  async underNews({ project, target }: Told): Promise<UnderNews | null> {
    const { adapter, kind: forgeKind, session } = this.#side;
    const [account] = this.#bot.stores.accountRows.values();
    if (account === undefined) return null;
    const { user, token } = account;
    try {
      const look = await adapter.actions.lookAt(session(ACTOR, this.token), project, target);
      const reader = { user, canWrite: token.canWrite, role: look.role };
      return underNews(look, { forgeKind, project, reader });
    } catch (error) {
      if (error instanceof ForgeError) return null;
      throw error;
    }
  }

  /** Presses its button in the panel, and goes on to the end. */
  async pressInPanel(action: string, told: Told): Promise<Ending> {
    const button = (await this.#openPanel(told)).find(({ name }) => name === action);
    return this.#follow(action, told, () => this.#tap(button?.data ?? ''));
  }

  /** Presses the button that old news still has, and goes on to the end. */
  pressOnNews(action: string, told: Told): Promise<Ending> {
    return this.#follow(action, told, () => this.#tap(`x:${action}`, told.messageId));
  }

  /** As a button of the news, where it can be one. */
  press(action: string, told: Told): Promise<Ending> {
    return action === RUN_AGAIN ? this.pressInPanel(action, told) : this.pressOnNews(action, told);
  }

  /** Types a command and presses these buttons of what it leads to, as far as they are there. */
  type(command: string, buttons: readonly string[]): Promise<Typed> {
    return this.#typing(async () => {
      let [shown] = await this.#say(command);
      for (const label of buttons) {
        const button = shown?.buttons.find(({ text }) => text.includes(label));
        if (button?.data === undefined) break;
        [shown] = await this.#tap(button.data);
      }
      return shown;
    });
  }

  /** Says it in reply to the message; returns what changes it. */
  async comment(told: Told, text: string): Promise<(text: string) => Promise<Typed>> {
    this.#wait();
    const message = this.#bot.message(ALICE, text, {
      reply_to_message: { message_id: Number(told.messageId) },
    });
    await this.#bot.handle({ message });
    return (changed) => {
      this.#wait();
      const edited = { edited_message: { ...message, text: changed, edit_date: 1 } };
      return this.#typing(async () => (await this.#bot.handle(edited))[0]);
    };
  }

  /** The order itself, past all that we know: the code of the refusal, or `done`. */
  async order(action: string, told: Told): Promise<string> {
    return this.perform(told.project, await this.#orderFor(action, told));
  }

  async perform(project: Project, order: Order): Promise<string> {
    const session = this.#side.session(ACTOR, this.token);
    try {
      await this.#side.adapter.actions.perform(session, project, order);
      return 'done';
    } catch (error) {
      if (error instanceof ForgeError || error instanceof ActionRefused) return error.code;
      throw error;
    }
  }

  async #openPanel({
    messageId,
  }: Told): Promise<readonly { readonly name: string; readonly data: string }[]> {
    const [panel] = await this.#tap('x:more', messageId);
    return (panel?.buttons ?? []).map(({ text, data = '' }) => ({
      name: this.#names.get(text) ?? text,
      data,
    }));
  }

  /** Answers what is asked; tells what was said in the end, and what became of it. */
  async #follow(action: string, told: Told, begin: () => Promise<readonly Shown[]>): Promise<Ending> {
    const [before] = await this.#history();
    this.#side.server.log.clear();
    let [shown] = await begin();
    // A text, a choice and a confirmation are the most that is asked.
    for (let question = 0; question < 3 && shown !== undefined; question += 1) {
      const isText = (shown.payload.reply_markup as { force_reply?: boolean } | undefined)?.force_reply;
      const [first] = shown.buttons;
      const button = shown.buttons.find(({ text }) => text === ASKED || text === LABEL) ?? first;
      if (button?.data !== undefined) [shown] = await this.#tap(button.data);
      else if (isText === true) [shown] = await this.#reply(TEXT);
      else break;
    }
    const [after] = await this.#history();
    const isNew = after !== undefined && after.id !== before?.id;
    const result = isNew ? (after.result ?? 'none') : 'none';
    return {
      result,
      said: shown?.text ?? this.#bot.alert(),
      writes: this.#side.writes().length,
      isSeen: result === 'done' && (await this.#isSeen(action, told)),
    };
  }

  /** Not seen is only what the subject could show. */
  async #isSeen(action: string, told: Told): Promise<boolean> {
    const definition = actionNamed(action);
    const actor = { user: { id: '', login: ACTOR, name: ACTOR }, canWrite: true };
    const input = await this.#inputFor(action, told);
    if (definition === null || definition.isDone(told.look, actor, input) === null) return true;
    const { adapter, session } = this.#side;
    const look = await adapter.actions.lookAt(session(ACTOR), told.project, told.target);
    return definition.isDone(look, actor, input) !== false;
  }

  async #orderFor(action: string, told: Told): Promise<Order> {
    const definition = actionNamed(action);
    if (definition !== null) return definition.order(told.look, await this.#inputFor(action, told));
    if (action !== RUN_AGAIN || told.look.kind !== 'pipeline') throw new Error(`There is no ${action}.`);
    const { adapter, session } = this.#side;
    const [workflow] = await adapter.actions.listWorkflows(
      session(OWNER),
      told.project,
      told.look.pipeline.ref,
    );
    const { ref } = told.look.pipeline;
    return { action: 'run-pipeline', ref, workflowId: workflow?.id ?? null, variables: {} };
  }

  async #inputFor(action: string, { project, look, target }: Told): Promise<ActionInput> {
    const { actions } = this.#side.adapter;
    const owner = this.#side.session(OWNER);
    const isAboutThread = action === 'resolve-thread' && target.kind === 'merge-request';
    const [thread] = isAboutThread ? await actions.listOpenThreads(owner, project, target.number) : [];
    const [job] = look.kind === 'pipeline' ? look.playableJobs : [];
    const [deployment] = look.kind === 'pipeline' ? look.waitingDeployments : [];
    this.#asked ??= (await actions.listMembers(owner, project, ASKED))[0];
    return {
      text: TEXT,
      label: LABEL,
      method: 'merge',
      jobId: job?.id ?? '1',
      deploymentId: deployment?.id ?? '1',
      ...(this.#asked === undefined ? {} : { person: this.#asked }),
      ...(thread === undefined ? {} : { threadId: thread.id }),
    };
  }

  async #typing(go: () => Promise<Shown | undefined>): Promise<Typed> {
    const [before] = await this.#history();
    this.#side.server.log.clear();
    const said = (await go())?.text ?? '';
    const [after] = await this.#history();
    const isNew = after !== undefined && after.id !== before?.id;
    return {
      said,
      result: isNew ? (after.result ?? 'none') : 'none',
      made: isNew ? (after.receipt?.id ?? null) : null,
      writes: this.#side.writes().length,
    };
  }

  #history() {
    return this.#bot.stores.stores.actions.history({ personId: String(ALICE.id), before: null, limit: 1 });
  }

  #tap(data: string, messageId?: string): Promise<readonly Shown[]> {
    this.#wait();
    return this.#bot.pressData(
      ALICE,
      data,
      undefined,
      messageId === undefined ? {} : { messageId: Number(messageId) },
    );
  }

  #reply(text: string): Promise<readonly Shown[]> {
    const asked = this.#bot.telegram.of('sendMessage').length;
    return this.#say(text, { reply_to_message: { message_id: asked } });
  }

  #say(text: string, more: Record<string, unknown> = {}): Promise<readonly Shown[]> {
    this.#wait();
    return this.#bot.say(ALICE, text, more);
  }

  /** Nobody presses so fast that the bot minds. */
  #wait(): void {
    this.#clock.advance(20_000);
  }
}
