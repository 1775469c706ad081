import { describe, expect, it } from '@jest/globals';
import type { MergeRequest } from '../../../../../src/domain/subjects/merge-request.js';
import { Poller, useLoopbackGithub } from '../github-bench.js';
import { ALICE, CAROL, aPull, aReview, at } from '../github-items.js';
import type { Item } from '../github-items.js';
import { PULLS, put, servePulls, startPolling } from './served-pulls.js';

const github = useLoopbackGithub();

async function subjectsOf(poller: Poller): Promise<readonly MergeRequest[]> {
  const { sightings } = await poller.read();
  return sightings.map(({ subject }) => subject as MergeRequest);
}

describe('the baseline', () => {
  it('shows the newest of any state and all that are open, as no news and without details', async () => {
    const old = Array.from({ length: 40 }, (_, index) =>
      aPull(index + 1, { updated_at: at(-90_000 - index) }),
    );
    const closed = Array.from({ length: 35 }, (_, index) =>
      aPull(index + 100, { state: 'closed', merged_at: at(-9_000), updated_at: at(-5_000 - index) }),
    );
    servePulls(github(), [...old, ...closed]);
    const poller = new Poller(github(), 'merge-requests');

    const reading = await poller.read();

    expect(reading.sightings).toHaveLength(40 + 30);
    expect(reading.sightings.every(({ isNews }) => !isNews)).toBe(true);
    expect(reading.sightings.every(({ subject }) => 'isSketch' in subject)).toBe(true);
    expect(reading.serverTime).toEqual(new Date(at(0)));
    expect(reading.newestAt).toEqual(new Date(at(-5_000)));
    expect(github().takeLog()).toEqual([`200 ${PULLS}`, `200 ${PULLS}`, '200 /graphql', '200 /graphql']);
  });

  it('reads several pages of open ones', async () => {
    const open = Array.from({ length: 130 }, (_, index) => aPull(index + 1));
    servePulls(github(), open);
    const poller = new Poller(github(), 'merge-requests');

    const reading = await poller.read();

    expect(reading.sightings).toHaveLength(130);
  });
});

describe('an idle project', () => {
  it('costs one free request', async () => {
    servePulls(github(), [aPull(1), aPull(2)]);
    const poller = await startPolling(github());

    const reading = await poller.read();

    expect(reading).toMatchObject({ sightings: [], hasChanged: false, isRunning: false, newestAt: null });
    expect(poller.gate.take()).toEqual({ requests: 1, charged: 0 });
    expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
  });
});

describe('a pull request that moved', () => {
  it('wakes the comments and the runs of its project', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(1, { updated_at: at(60) }));
    github().list(`${PULLS}/1/reviews`, () => []);

    const { wakes } = await poller.read();

    expect(wakes.map(({ kind }) => kind)).toEqual(['comments', 'pipelines']);
  });

  it('is read with the standing reviews, and the others are not', async () => {
    const list = servePulls(github(), [aPull(1), aPull(2)]);
    const poller = await startPolling(github());
    put(
      list,
      aPull(1, { updated_at: at(60), requested_reviewers: [ALICE], requested_teams: [{ slug: 'core' }] }),
    );
    github().list(`${PULLS}/1/reviews`, () => [
      aReview(CAROL, 'CHANGES_REQUESTED', 30),
      aReview(CAROL, 'APPROVED', 60),
    ]);

    const [subject, ...others] = await subjectsOf(poller);

    expect(others).toEqual([]);
    expect(subject).not.toHaveProperty('isSketch');
    expect(subject).toMatchObject({
      id: '9001',
      number: '1',
      reviewers: [{ id: '101', login: 'alice', name: 'alice' }],
      reviewerTeams: ['core'],
      reviews: [{ person: { login: 'carol' }, state: 'approved', sha: 'a'.repeat(40), at: at(60) }],
    });
    expect(poller.gate.take()).toEqual({ requests: 2, charged: 2 });
  });

  it('does not tell reviews from before the watch as news', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(1, { updated_at: at(60) }));
    github().list(`${PULLS}/1/reviews`, () => [
      aReview(CAROL, 'APPROVED', -7_200),
      aReview(ALICE, 'APPROVED', 60),
    ]);

    const [subject] = await subjectsOf(poller);

    expect(subject?.reviews.map(({ person }) => person.login)).toEqual(['alice']);
    expect(subject?.isSketch).toBe(true);
  });

  it('tells who merged it', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    const merged = aPull(1, { state: 'closed', merged_at: at(60), closed_at: at(60), updated_at: at(60) });
    put(list, merged);
    github().list(`${PULLS}/1/reviews`, () => []);
    github().on(`${PULLS}/1`, () => ({ body: { ...merged, merged_by: ALICE } }));

    const [subject] = await subjectsOf(poller);

    expect(subject).toMatchObject({ state: 'merged', mergedBy: { login: 'alice' }, closedBy: null });
    expect(poller.gate.take()).toEqual({ requests: 3, charged: 3 });
  });

  it('tells who closed it, and forgets that when it is reopened', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(1, { state: 'closed', closed_at: at(60), updated_at: at(60) }));
    github().list(`${PULLS}/1/reviews`, () => []);
    github().on('/repos/acme/shop/issues/1', () => ({ body: { number: 1, closed_by: CAROL } }));

    const [closed] = await subjectsOf(poller);
    put(list, aPull(1, { updated_at: at(90) }));
    const [reopened] = await subjectsOf(poller);

    expect(closed).toMatchObject({ state: 'closed', closedBy: { login: 'carol' } });
    expect(reopened).toMatchObject({ state: 'open', closedBy: null });
  });

  it('asks for no details of a merged one on which people still talk', async () => {
    const merged = { state: 'closed', merged_at: at(-7_200), closed_at: at(-7_200) };
    const list = servePulls(github(), [aPull(1, { ...merged, updated_at: at(-7_200) })]);
    const poller = await startPolling(github());
    put(list, aPull(1, { ...merged, updated_at: at(60) }));

    await poller.read();

    expect(github().takeLog()).toEqual([`200 ${PULLS}`]);
  });

  it.each([403, 404])('keeps what was known of it when a detail answers %i', async (status) => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(1, { updated_at: at(60) }));
    github().list(`${PULLS}/1/reviews`, () => [aReview(CAROL, 'APPROVED', 60)]);
    await poller.read();
    put(list, aPull(1, { updated_at: at(90), title: 'New title' }));
    github().on(`${PULLS}/1/reviews`, () => ({ status, body: { message: 'no' } }));

    const [subject] = await subjectsOf(poller);

    expect(subject).toMatchObject({ title: 'New title', reviews: [{ person: { login: 'carol' } }] });
  });

  it.each([
    ['rate-limited', 429],
    ['unavailable', 503],
  ])(
    'fails the whole read as %s when a detail answers %i, and reads it all the next time',
    async (code, status) => {
      const list = servePulls(github(), [aPull(1)]);
      const poller = await startPolling(github());
      put(list, aPull(1, { updated_at: at(60) }));
      github().on(`${PULLS}/1/reviews`, () => ({ status, body: { message: 'no' } }));

      await expect(poller.read()).rejects.toMatchObject({ name: 'ForgeError', code });
      github().list(`${PULLS}/1/reviews`, () => [aReview(CAROL, 'APPROVED', 60)]);
      const [subject] = await subjectsOf(poller);

      expect(subject).toMatchObject({ reviews: [{ person: { login: 'carol' } }] });
    },
  );

  it('is looked at once more when it moved in the second of the read', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(1, { updated_at: at(600) }));
    const reviews: Item[] = [];
    github().list(`${PULLS}/1/reviews`, () => reviews);
    await poller.read();
    reviews.push(aReview(CAROL, 'APPROVED', 600));
    github().now = new Date(at(660));

    const [subject] = await subjectsOf(poller);
    const settled = await poller.read();
    const idle = await poller.read();

    expect(subject).toMatchObject({ reviews: [{ person: { login: 'carol' } }] });
    expect([settled.hasChanged, idle.hasChanged]).toEqual([false, false]);
    expect(github().takeLog().at(-1)).toBe(`304 ${PULLS}`);
  });
});

describe('a list', () => {
  it('shows an unknown pull request with its details, oldest change first', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(3, { created_at: at(70), updated_at: at(70), body: 'Please look, @Alice' }));
    put(list, aPull(2, { created_at: at(60), updated_at: at(60) }));
    for (const number of [2, 3]) github().list(`${PULLS}/${number}/reviews`, () => []);

    const subjects = await subjectsOf(poller);

    expect(subjects.map(({ number }) => number)).toEqual(['2', '3']);
    expect(subjects[1]?.mentions).toEqual(['alice']);
  });

  it('takes more than one read shows in several, and loses none', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    for (let number = 2; number <= 151; number += 1) {
      put(list, aPull(number, { created_at: at(number), updated_at: at(100 + number) }));
      github().list(`${PULLS}/${number}/reviews`, () => []);
    }
    const seen = new Set<string>();

    const rest: (boolean | undefined)[] = [];

    for (let read = 0; read < 6; read += 1) {
      const { sightings, hasMore } = await poller.read();
      for (const { subject } of sightings) seen.add((subject as MergeRequest).number);
      rest.push(hasMore);
    }
    github().takeLog();
    const idle = await poller.read();

    expect(seen.size).toBe(150);
    expect([rest[0], rest.at(-1)]).toEqual([true, false]);
    expect(idle.hasChanged).toBe(false);
    expect(github().takeLog()).toEqual([`304 ${PULLS}`]);
  });

  it('drops an odd item, counts it, logs its field and keeps the others', async () => {
    const list = servePulls(github(), [aPull(1)]);
    const poller = await startPolling(github());
    put(list, aPull(2, { updated_at: at(60), head: { ref: 'secret words' }, user: null }));
    put(list, aPull(3, { updated_at: at(60), user: null }));
    put(list, aPull(4, { updated_at: at(60), state: 'locked away' }));
    github().list(`${PULLS}/3/reviews`, () => []);

    const reading = await poller.read();

    expect(reading.dropped).toBe(2);
    expect(reading.sightings.map(({ subject }) => (subject as MergeRequest).author.login)).toEqual(['ghost']);
    const warnings = poller.logger.entries.filter(({ level }) => level === 'warn');
    expect(warnings).toEqual([
      expect.objectContaining({
        fields: { feed: 'merge-requests', dropped: 2, fields: { 'head.sha': 1, state: 1 } },
      }),
    ]);
    expect(JSON.stringify(poller.logger.entries)).not.toMatch(/secret words|locked away/);
  });

  it('understands ids beyond 2^53', async () => {
    const text = JSON.stringify([aPull(1, { id: 0 })]).replace('"id":0', '"id":9007199254740993');
    github().on(PULLS, () => ({ body: text }));
    const poller = new Poller(github(), 'merge-requests');

    const [subject] = await subjectsOf(poller);

    expect(subject?.id).toBe('9007199254740993');
  });

  it('that is no list is a bad reply', async () => {
    github().on(PULLS, () => ({ body: { hello: 'world' } }));

    await expect(new Poller(github(), 'merge-requests').read()).rejects.toMatchObject({ code: 'bad-reply' });
  });

  it('starts silently again from a cursor that it does not understand', async () => {
    servePulls(github(), [aPull(1)]);
    const poller = new Poller(github(), 'merge-requests');
    poller.cursor = { from: 'another version' };

    const reading = await poller.read();

    expect(reading.sightings.every(({ isNews }) => !isNews)).toBe(true);
    expect(poller.logger.messages('warn')).toEqual([
      'github cursor not understood, reading the baseline anew',
    ]);
  });
});
