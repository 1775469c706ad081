import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../src/domain/subjects/merge-request.js';
import { ALICE, ALICE_TOKEN, BotFixture, GROUP } from '../../support/bot-fixture.js';
import { aMergeRequest, aProject, BOB } from '../../support/builders.js';

let bot: BotFixture;

beforeEach(async () => {
  bot = await BotFixture.start();
  await bot.link(ALICE, ALICE_TOKEN, 'alice', [aProject()]);
  await bot.say(ALICE, '/watch acme/shop');
});
afterEach(() => bot.stop());

const preferences = () => bot.stores.preferences.find(String(ALICE.id));

function accountOfAlice() {
  const [account] = [...bot.stores.accountRows.values()];
  if (account === undefined) throw new Error('Alice has no account.');
  return account;
}

function owesAReview(over: Partial<MergeRequest> = { reviewers: [accountOfAlice().user] }): void {
  const account = accountOfAlice();
  const mergeRequest = aMergeRequest({ author: BOB, createdAt: '2026-02-28T10:00:00Z', ...over });
  const [{ project } = { project: aProject() }] = [...bot.stores.watchRows.values()];
  bot.stores.mergeRequestRows.push({ accountId: account.id, project, mergeRequest, pipeline: null });
}

describe('/digest', () => {
  it('shows the summary now, with what waits for the reader', async () => {
    owesAReview();

    const [answer] = await bot.say(ALICE, '/digest');

    expect(answer?.text).toContain('👀 One review waits');
    expect(answer?.text).toContain('!12 Add the basket · acme/shop · opened 2 days ago · by Bob Baker');
    expect(answer?.text).toContain('No summary comes by itself.');
  });

  it('counts the reviews that a team of the reader’s owes', async () => {
    const account = accountOfAlice();
    const token = { ...account.token, groups: ['acme/ops'] };
    bot.stores.accountRows.set(account.id, { ...account, token });
    owesAReview({ reviewerTeams: ['Ops'] });
    owesAReview({ id: '901', title: 'Of others', reviewerTeams: ['web'] });

    const [answer] = await bot.say(ALICE, '/digest');

    expect(answer?.text).toContain('👀 One review waits');
    expect(answer?.text).toContain('!12 Add the basket');
  });

  it('says so when there is nothing, and shows a group nothing of its members', async () => {
    expect((await bot.say(ALICE, '/digest'))[0]?.text).toContain('Nothing to sum up');
    owesAReview();

    expect((await bot.say(ALICE, '/digest', { chat: GROUP }))[0]?.text).toContain('Nothing to sum up');
  });

  it('is set by typing and ended by a button', async () => {
    await bot.say(ALICE, '/timezone Europe/Berlin');
    const [set] = await bot.say(ALICE, '/digest 09:30 mon-fri');
    expect(set?.text).toContain('comes at 09:30, Mon–Fri (Europe/Berlin)');
    expect(await preferences()).toMatchObject({
      digest: { at: 570, days: ['mon', 'tue', 'wed', 'thu', 'fri'] },
    });

    const [off] = await bot.press(ALICE, set, 'No summary');

    expect(off?.text).toContain('No summary comes by itself.');
    expect(await preferences()).toMatchObject({ digest: null });
  });

  it('marks the chosen time among the buttons, and no other', async () => {
    const [panel] = await bot.say(ALICE, '/digest');
    const labels = (shown: typeof panel) => (shown?.buttons ?? []).map(({ text }) => text);
    expect(labels(panel).join()).not.toContain('✓');
    const [daily] = await bot.press(ALICE, panel, labels(panel)[1] ?? '');

    expect(labels(daily).slice(0, 2)).toEqual([labels(panel)[0], `✓ ${labels(panel)[1]}`]);

    const [typed] = await bot.say(ALICE, '/digest 07:10');
    expect(labels(typed).join()).not.toContain('✓');
  });

  it('sets after what time it reminds of reviews', async () => {
    const [set] = await bot.say(ALICE, '/digest remind 3d');
    expect(set?.text).toContain('reviews that wait for 3 days');
    expect(await preferences()).toMatchObject({ remindAfterHours: 72 });

    await bot.press(ALICE, set, 'No reminders');

    expect(await preferences()).toMatchObject({ remindAfterHours: null });
  });

  it.each(['noon', '24:00', '09:30 sometimes', 'remind', 'remind 5m', 'remind 2d 3d'])(
    'says what to send instead of %j',
    async (typed) => {
      expect((await bot.say(ALICE, `/digest ${typed}`))[0]?.text).toContain(`“${typed}”`);
    },
  );
});
