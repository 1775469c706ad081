import type { Look } from '../../../src/domain/actions/look.js';
import type { TokenFacts } from '../../../src/domain/account.js';
import type { ForgeEvent } from '../../../src/domain/event.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Subject } from '../../../src/domain/subject.js';
import {
  ALICE,
  ALICE_TOKEN,
  BOB,
  BOB_TOKEN,
  BotFixture,
  GITLAB,
  GROUP,
  type Shown,
  type User,
} from '../../support/bot-fixture.js';
import { aMergeRequest, anEvent, anEventNotification } from '../../support/builders.js';
import type { FakeForgeActions } from '../../support/fake-forge-actions.js';
import { project } from '../../support/fake-forge.js';
import { aMergeRequestLook } from '../../support/some-looks.js';

export const APP = project('7', 'group/app');
export const NEWS = 77;
export const CHAT = { chat: GROUP };

/** Alice and Bob with accounts that may write, and news about something that can be done to. */
export class ActingScene {
  readonly world: BotFixture;
  readonly forge: FakeForgeActions;

  private constructor(world: BotFixture) {
    this.world = world;
    this.forge = world.gitlab.actions;
  }

  static async start(facts: Partial<TokenFacts> = {}): Promise<ActingScene> {
    const world = await BotFixture.start();
    const token = { projects: [APP], facts: { canWrite: true, ...facts } };
    world.gitlab.allow(GITLAB, ALICE_TOKEN, { login: 'alice', ...token });
    await world.say(ALICE, `/token ${GITLAB.url} ${ALICE_TOKEN}`);
    world.gitlab.allow(GITLAB, BOB_TOKEN, { login: 'bob', ...token });
    await world.say(ALICE, '/watch group/app');
    return new ActingScene(world);
  }

  /** Where there is news of a merge request, and words come to be a comment. */
  static async startWithComments(): Promise<ActingScene> {
    const scene = await ActingScene.start();
    scene.tell(aMergeRequest());
    scene.see(aMergeRequestLook());
    scene.forge.answer = () => Promise.resolve({ id: '501', url: 'https://gitlab.example.com/note' });
    return scene;
  }

  linkBob(): Promise<readonly Shown[]> {
    return this.world.say(BOB, `/token ${GITLAB.url} ${BOB_TOKEN}`);
  }

  /** What is seen from now on, one look after another. */
  see(...looks: readonly Look[]): void {
    this.forge.looks = looks;
  }

  /** A message of the bot that told this to Alice, or to the group. */
  tell(
    subject: Subject,
    over: Partial<ForgeEvent> = {},
    chatId: number = ALICE.id,
    more: Partial<EventNotification> = {},
  ): void {
    const [account] = [...this.world.stores.accountRows.values()];
    const news = anEventNotification({
      accountId: account?.id ?? '',
      chatKey: String(chatId),
      project: APP,
      event: anEvent({ subject, projectId: APP.id, reason: 'reviewer', ...over }),
      ...more,
    });
    this.world.telegram.hold(NEWS, chatId);
    this.world.stores.toldRows.set(`${chatId}:${NEWS}`, news);
  }

  /** A message of the bot that told Alice several things together, the latest last. */
  tellTogether(...told: readonly (readonly [Subject, Partial<ForgeEvent>])[]): void {
    const { toldRows, burstRows } = this.world.stores;
    const key = `${ALICE.id}:${NEWS}`;
    const burst = told.flatMap(([subject, over]) => {
      this.tell(subject, over);
      const news = toldRows.get(key);
      return news?.kind === 'event' ? [news] : [];
    });
    burstRows.set(key, burst);
  }

  press(action: string, from: User = ALICE, chat?: object, queryId?: string): Promise<readonly Shown[]> {
    const on = { messageId: NEWS, ...(queryId === undefined ? {} : { queryId }) };
    return this.world.pressData(from, `x:${action}`, chat, on);
  }

  reply(text: string, more: Record<string, unknown> = {}, from: User = ALICE): Promise<readonly Shown[]> {
    return this.world.say(from, text, { reply_to_message: { message_id: NEWS }, ...more });
  }

  results(): readonly (readonly [string, string | null])[] {
    return this.world.stores.actions.rows.map(({ action, result }) => [action, result] as const);
  }
}

export function labels(shown: Shown | undefined): readonly string[] {
  return shown?.buttons.map(({ text }) => text) ?? [];
}
