import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createPasses } from '../../../src/web/passes.js';
import { ALICE, ALICE_TOKEN, BotFixture, BOB, BOB_TOKEN, GROUP } from '../../support/bot-fixture.js';
import { anEvent, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

const APP = project('11', 'group/app');

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
});

afterEach(() => world.stop());

async function moveIn(): Promise<void> {
  await world.link(ALICE, ALICE_TOKEN, 'alice', [APP]);
  await world.say(ALICE, '/watch group/app');
}

function keep(title: string, over: { readonly accountId?: string } = {}): void {
  const [account] = [...world.stores.accountRows.values()];
  world.stores.timeline.rows.push({
    id: title,
    accountId: account!.id,
    forge: account!.forge,
    project: APP,
    event: anEvent({ projectId: APP.id, subject: aPipeline({ title, status: 'failed' }) }),
    at: world.now,
    seenAt: world.now,
    ...over,
  });
}

describe('/history with a project', () => {
  it('shows what happened there, the newest first, and what was before by a button', async () => {
    await moveIn();
    for (let count = 1; count <= 12; count += 1) keep(`build ${count}.`);

    const [first] = await world.say(ALICE, '/history group/app');
    const [second] = await world.press(ALICE, first, 'More ›');

    expect(first?.text).toMatch(
      /^What happened in group\/app:\n❌ Pipeline failed on main · build 12\. · 0 s ago/,
    );
    expect(first?.text).not.toContain('build 2.');
    expect(second?.text).toMatch(/build 2\.[^]*build 1\./);
  });

  it('says so where nothing is kept yet, and where the person watches no such project', async () => {
    await moveIn();

    expect((await world.say(ALICE, '/history app'))[0]?.text).toMatch(/^Nothing is kept of group\/app yet/);
    expect((await world.say(ALICE, '/history group/other'))[0]?.text).toContain(
      'None of your accounts watches or records that',
    );
  });

  it('shows nothing that another person’s account saw, nor by a foreign button', async () => {
    await moveIn();
    for (let count = 1; count <= 12; count += 1) keep('secret');
    const [hers] = await world.say(ALICE, '/history group/app');
    await world.link(BOB, BOB_TOKEN, 'bob', []);

    await world.press(BOB, hers, 'More ›', { id: BOB.id, type: 'private' });

    expect(world.alert()).toContain('That watch is not here any more.');
    expect((await world.say(BOB, '/history group/app'))[0]?.text).toContain(
      'None of your accounts watches or records that',
    );
  });

  it('is answered in private alone, and without a project stays what people did', async () => {
    await moveIn();
    keep('secret');

    const [inGroup] = await world.say(ALICE, '/history group/app', { chat: GROUP });
    const [deeds] = await world.say(ALICE, '/history');

    expect(inGroup?.text).toBe('That is between you and me. Please ask me in private.');
    expect(deeds?.text).not.toContain('secret');
  });
});

describe('/dashboard', () => {
  it('gives a link of one’s own, in private alone', async () => {
    const [reply] = await world.say(ALICE, '/dashboard');
    const [inGroup] = await world.say(ALICE, '/dashboard', { chat: GROUP });

    expect(reply?.text).toContain(`https://forgewatch.example.com/enter?key=of-${ALICE.id}`);
    expect(inGroup?.text).toBe('That is between you and me. Please ask me in private.');
  });

  it('signs out of every page and takes the API token back', async () => {
    const passes = createPasses({
      store: world.stores.passes,
      clock: () => world.now,
      randomToken: () => 'x'.repeat(43),
    });
    const token = await passes.issue('api', String(ALICE.id));
    const [reply] = await world.say(ALICE, '/dashboard');

    const [after] = await world.press(ALICE, reply, 'Sign out everywhere');

    expect(after?.text).toMatch(/^Signed out everywhere/);
    expect(await passes.find(token, 'api')).toBeNull();
  });

  it('says what the operator has to set where there is no page', async () => {
    await world.stop();
    world = await BotFixture.start({ linkToPage: null });

    expect((await world.say(ALICE, '/dashboard'))[0]?.text).toMatch(/set HTTP_PORT, and HTTP_PUBLIC_URL/);
  });
});
