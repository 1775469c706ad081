import type { ForgeEvent } from '../../../src/domain/event.js';
import type { ForgeKind } from '../../../src/domain/forge.js';
import type { Project } from '../../../src/domain/project.js';
import { MINUTE } from '../../../src/domain/time.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import { ALICE, BotFixture } from '../../support/bot-fixture.js';
import { anEvent, anEventNotification } from '../../support/builders.js';
import { type ForgeSide, githubSide, gitlabSide } from '../../support/forge-side.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { Reader } from '../forges/reader.js';

export const APP = 'acme/shop';
/** The message of the bot that told the news. */
export const NEWS = 900;

const SIDES = { gitlab: gitlabSide, github: githubSide };

/** Alice, who is `ann` on a simulated forge, in front of the real bot; the same person, as the poller reads for her. */
export class ReadingScene {
  readonly clock: ScriptedClock;
  readonly side: ForgeSide;
  readonly bot: BotFixture;
  readonly project: Project;
  readonly ann: Reader;

  private constructor(parts: Pick<ReadingScene, 'clock' | 'side' | 'bot' | 'project' | 'ann'>) {
    this.clock = parts.clock;
    this.side = parts.side;
    this.bot = parts.bot;
    this.project = parts.project;
    this.ann = parts.ann;
  }

  /** `role`: that of `ann`, in the words of the forge; left out: any member's. */
  static async start(kind: ForgeKind, role: string | null = null): Promise<ReadingScene> {
    const clock = new ScriptedClock();
    const side = await SIDES[kind](clock.now, createMemoryLogger());
    for (const login of ['ann', 'bob']) side.world.addUser(login);
    const project = side.addProject(APP, ['ann', 'bob']);
    if (role !== null) side.setRole(APP, 'ann', role);
    const bot = await BotFixture.start({
      clock: clock.now,
      adapters: { gitlab: side.adapter, github: side.adapter },
      actions: { gitlab: side.adapter.actions, github: side.adapter.actions },
      forges: [side.forge],
      openSession: () => side.session('ann'),
    });
    const token = side.world.addToken('ann');
    await bot.say(ALICE, `/token ${side.forge.url} ${token}`);
    const reading = { adapter: side.adapter, forge: side.forge, token, path: APP, filter: null };
    const ann = await Reader.start({ ...reading, level: 'all', now: clock.now });
    clock.advance(MINUTE);
    return new ReadingScene({ clock, side, bot, project, ann });
  }

  /** What is told a minute later. */
  read(): Promise<readonly string[]> {
    this.clock.advance(MINUTE);
    return this.ann.read();
  }

  /** The message that told her of it. */
  tell(event: Partial<ForgeEvent>): void {
    const [account] = [...this.bot.stores.accountRows.values()];
    const news = anEventNotification({
      accountId: account?.id ?? '',
      chatKey: String(ALICE.id),
      project: this.project,
      forgeKind: this.side.kind,
      event: anEvent({ projectId: this.project.id, ...event }),
    });
    this.bot.stores.toldRows.set(`${ALICE.id}:${NEWS}`, news);
  }

  async close(): Promise<void> {
    await this.bot.stop();
    await this.side.close();
  }
}
