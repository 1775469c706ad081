import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '../../simulator/demo/system-clock.js';
import type { WorldMessage } from '../../simulator/telegram/world-types.js';
import { startTown, type Town, type Townsman } from '../../support/town.js';

const LIMIT_MS = 60_000;
/** A dot ends a sentence as well. */
const DOTTED = 'dot.ty';
/** In Telegram alone: both have a token of the same user. */
const [DOTTY, TWIN] = [3_001, 3_002];

describe('a group in which some said who they are on the forge', () => {
  let here: Town;
  let owner: Townsman;
  let silent: Townsman;
  let group: number;
  let number: number;

  beforeAll(async () => {
    here = await startTown({ clock: systemClock, people: 2 });
    [owner, silent] = here.people as [Townsman, Townsman];
    const { telegram, worlds, projects } = here;
    number = worlds.gitlab.openMergeRequest(projects.gitlab, {
      author: here.colleague,
      title: 'Cart',
    }).number;
    worlds.gitlab.addUser(DOTTED);
    worlds.gitlab.addMember(projects.gitlab, DOTTED, 30);
    for (const id of [DOTTY, TWIN]) telegram.world.addPerson({ id, name: id === DOTTY ? 'Dotty' : 'Twin' });
    const members = [owner.id, silent.id, DOTTY, TWIN];
    here.daemon('mentions', { ALLOWED_USERS: members.join(',') }).start();
    await here.ready();
    group = telegram.world.addGroup({ title: 'Team', isSupergroup: true, members }).id;
    await here.ask(owner, `/token ${owner.tokens.gitlab}`, /Linked!/);
    await here.ask(silent, `/token ${silent.tokens.gitlab}`, /Linked!/);
    for (const id of [DOTTY, TWIN]) await say(id, id, `/token ${worlds.gitlab.addToken(DOTTED)}`, /Linked!/);
    const question = await say(owner.id, group, `/watch ${projects.gitlab} all`, /may this group follow/);
    telegram.world.press(owner.id, question, 'Yes, it may');
    await heard(group, question.id - 1, /I watch acme\/shop/);
    await firstNews();
  }, 2 * LIMIT_MS);

  afterAll(() => here.close(), LIMIT_MS);

  /** On a slow machine a comment may come before the first look, and so be the past. */
  async function firstNews(): Promise<void> {
    for (let tries = 0; tries < 5; tries += 1) {
      here.worlds.gitlab.comment(here.projects.gitlab, number, here.colleague, 'Hello');
      if ((await heard(group, 0, /commented\s+Hello/, 10_000).catch(() => null)) !== null) return;
    }
    throw new Error('The group hears nothing.');
  }

  async function heard(
    chatId: number,
    after: number,
    words: RegExp,
    timeoutMs = LIMIT_MS,
  ): Promise<WorldMessage> {
    const isIt = ({ id, text }: WorldMessage): boolean => id > after && words.test(text);
    return here.telegram.world.waitForMessage(chatId, isIt, { timeoutMs });
  }

  function say(personId: number, chatId: number, text: string, answer: RegExp): Promise<WorldMessage> {
    return heard(chatId, here.telegram.world.send(personId, chatId, text).id, answer);
  }

  function becomes(chatId: number, { id }: WorldMessage, words: RegExp): Promise<unknown> {
    const isSo = (): boolean =>
      here.telegram.world.messages(chatId).some((one) => one.id === id && words.test(one.text));
    return here.telegram.world.waitFor(isSo, { what: String(words), timeoutMs: LIMIT_MS });
  }

  /** Whom the group's message calls when a colleague names everybody in a comment. */
  async function calledWhenNamed(word: string): Promise<readonly unknown[]> {
    const before = here.telegram.world.messages(group).at(-1)?.id ?? 0;
    const text = `@${DOTTED}, @${silent.login} and @${owner.login}: ${word}.`;
    here.worlds.gitlab.comment(here.projects.gitlab, number, here.colleague, text);
    const { entities } = await heard(group, before, new RegExp(word));
    return entities.flatMap((one) => (one.type === 'text_mention' ? [(one.user as { id?: number }).id] : []));
  }

  it(
    'calls those alone who proved it there, until their account is gone',
    async () => {
      const stolen = await say(silent.id, group, `/iam ${DOTTED}`, /Your linked account is person-2/);
      expect(stolen.entities.map(({ type }) => type)).not.toContain('text_mention');
      expect(await calledWhenNamed('apple')).toEqual([]);

      for (const id of [DOTTY, DOTTY, TWIN]) await say(id, group, `/iam ${DOTTED}`, /Dotty|Twin/);
      const { text } = await say(silent.id, group, '/iam', /are mentioned/);
      expect(text.match(/dot/g)).toHaveLength(2);
      expect(await calledWhenNamed('banana')).toEqual([DOTTY, TWIN]);

      const question = await say(DOTTY, DOTTY, '/forget', /\?/);
      here.telegram.world.press(DOTTY, question, 'Delete everything');
      await becomes(DOTTY, question, /^Deleted/);
      expect(await calledWhenNamed('cherry')).toEqual([TWIN]);

      const accounts = await say(TWIN, TWIN, '/accounts', /linked account/);
      here.telegram.world.press(TWIN, accounts, accounts.buttons[0]?.[0]?.text ?? '');
      await becomes(TWIN, accounts, /^Remove dot/);
      here.telegram.world.press(TWIN, accounts, 'Remove');
      await becomes(TWIN, accounts, /^Removed/);
      expect(await calledWhenNamed('damson')).toEqual([]);
    },
    3 * LIMIT_MS,
  );
});
