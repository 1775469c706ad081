import { afterEach, expect, it } from '@jest/globals';
import { plain } from '../../support/desk-scene.js';
import type { DaemonRun } from '../../support/daemon-run.js';
import { startTown, type Town } from '../../support/town.js';
import { waitUntil } from '../../support/wait-until.js';
import { systemClock } from '../../simulator/demo/system-clock.js';
import type { WorldMessage, WorldPerson } from '../../simulator/telegram/world-types.js';

let town: Town | null = null;

afterEach(async () => {
  await town?.close();
  town = null;
}, 60_000);

const LIMIT_MS = 180_000;
const ISSUES = /\/projects\/[^/]+\/issues$/;
const NOTES = /\/issues\/\d+\/notes/;
const PROJECT = '/api/v4/projects/acme%2Fshop';

/** A desk in a group, whose daemon is a process of its own. */
class Desk {
  readonly rita: WorldPerson;
  readonly groupId: number;
  readonly #town: Town;
  readonly #reader: string;
  #run: DaemonRun;

  constructor(here: Town) {
    const { world } = here.telegram;
    this.#town = here;
    this.rita = world.addPerson({ id: 3_001, name: 'Rita' });
    const members = [here.people[0]!.id, this.rita.id];
    this.groupId = world.addGroup({ title: 'Support', isSupergroup: true, members }).id;
    here.worlds.gitlab.addMember(here.projects.gitlab, here.people[0]!.login, 40);
    this.#reader = here.worlds.gitlab.addToken(here.colleague);
    this.#run = here.run('data');
  }

  async open(): Promise<void> {
    const { telegram, people, projects } = this.#town;
    const operator = people[0]!;
    await this.#town.ready();
    await this.#town.ask(operator, `/token ${operator.tokens.gitlab}`, /Linked!/);
    telegram.world.send(operator.id, this.groupId, `/desk on ${projects.gitlab}`);
    telegram.world.press(operator.id, await this.hears(/without an account\?/), 'Yes, open the desk');
    await waitUntil(
      () => this.said(/is open/) === 1,
      'the desk',
      30_000,
      () => this.#run.output.slice(-2_000),
    );
  }

  say(text: string, replyTo?: number): void {
    const options = replyTo === undefined ? {} : { replyTo };
    this.#town.telegram.world.send(this.rita.id, this.groupId, text, options);
  }

  /** How often the bot said it. */
  said(text: RegExp): number {
    return this.#town.telegram.world.botMessages(this.groupId).filter((one) => text.test(plain(one))).length;
  }

  hears(text: RegExp): Promise<WorldMessage> {
    const { world } = this.#town.telegram;
    return world.waitForMessage(this.groupId, (one) => text.test(plain(one)), { timeoutMs: 60_000 });
  }

  async list(path: string): Promise<readonly { readonly body?: string; readonly system?: boolean }[]> {
    const headers = { 'private-token': this.#reader };
    const answer = await fetch(`${this.#town.servers.gitlab.url}${PROJECT}${path}`, { headers });
    return (await answer.json()) as readonly object[];
  }

  /** Kills the daemon once that is so, and starts another one; Telegram delivers once more what was not confirmed. */
  async killOnce(isSo: () => Promise<boolean>, what: string): Promise<void> {
    await waitUntil(isSo, what, 30_000, () => this.#run.output.slice(-2_000));
    await this.#run.stop('SIGKILL');
    this.#town.servers.gitlab.faults.clear();
    this.#town.telegram.server.faults.clear();
    this.#run = this.#town.run('data');
  }
}

it(
  'a desk whose daemon is killed amid a report, a comment and a reply makes nothing twice and loses no comment',
  async () => {
    const here = (town = await startTown({ clock: systemClock, people: 1 }));
    const desk = new Desk(here);
    const { servers, telegram, worlds, projects, colleague } = here;
    await desk.open();

    servers.gitlab.faults.add({ method: 'POST', path: ISSUES, fault: { kind: 'mute' } });
    desk.say('/report The basket is empty');
    await desk.killOnce(async () => (await desk.list('/issues')).length === 1, 'the issue');
    await desk.hears(/do not know whether your report arrived/);
    expect(await desk.list('/issues')).toHaveLength(1);

    desk.say('/report The till is empty');
    const card = await desk.hears(/Ticket open/);
    telegram.server.faults.add({ path: /sendMessage/, fault: { kind: 'silence' } });
    const { total: before } = telegram.server.log;
    worlds.gitlab.commentIssue(projects.gitlab, 2, colleague, 'Which till?');
    const isSending = (): boolean =>
      telegram.server.log.entries.slice(before).some(({ url }) => url.includes('sendMessage'));
    await desk.killOnce(() => Promise.resolve(isSending()), 'the comment on its way');
    await desk.hears(/commented\nWhich till\?/);
    expect(desk.said(/Which till\?/)).toBe(1);

    const words = async (): Promise<readonly (string | undefined)[]> =>
      (await desk.list('/issues/2/notes?sort=asc'))
        .filter(({ system }) => system !== true)
        .map(({ body }) => body);
    servers.gitlab.faults.add({ method: 'POST', path: NOTES, fault: { kind: 'mute' } });
    desk.say('The left one', card.id);
    await desk.killOnce(async () => (await words()).length === 2, 'the reply');
    await desk.hears(/do not know whether your reply to #2 arrived/);
    expect(await words()).toEqual(['Which till?', '**Rita** (on Telegram):\n\nThe left one']);
  },
  LIMIT_MS,
);
