import { describe, expect, it } from '@jest/globals';
import { tokenReading } from '../../../src/forges/token-reading.js';
import type { OwnProject } from '../../../src/domain/project.js';
import { DAY, HOUR } from '../../../src/domain/time.js';
import { tokenNotices } from '../../../src/polling/token-notices.js';
import { ALICE, aFeed, anAccount, aNewFeed, aProject, aTokenFacts, NOON } from '../../support/builders.js';
import { Cycle } from './cycle-harness.js';

const tokenFeed = { kind: 'token', projectId: null } as const;
const endsIn = (milliseconds: number) => aTokenFacts({ expiresAt: new Date(NOON.getTime() + milliseconds) });

describe('the warning before a token ends', () => {
  it.each([
    [20 * DAY, null],
    [14 * DAY, 14],
    [5 * DAY, 5],
    [3 * DAY, 3],
    [1.5 * DAY, 2],
    [HOUR, 1],
    [-HOUR, null],
  ])('with %i ms left says %p days', (left, days) => {
    const notices = tokenNotices(anAccount(), endsIn(left), NOON);

    expect(notices.map(({ params }) => params.count)).toEqual(days === null ? [] : [days]);
  });

  it('is the same one for every day between two warnings', () => {
    const facts = endsIn(10 * DAY);
    const [today] = tokenNotices(anAccount(), facts, NOON);
    const [tomorrow] = tokenNotices(anAccount(), facts, new Date(NOON.getTime() + DAY));

    expect(today?.dedupeKey).toBe(tomorrow?.dedupeKey);
  });

  it('comes three times in the life of a token that is read daily, and not at its first read', async () => {
    const identity = { user: ALICE, token: endsIn(16 * DAY) };
    const cycle = new Cycle().add({ feeds: [aNewFeed({ ...tokenFeed })], watches: [] });
    cycle.forge.always('token', null, tokenReading(identity, undefined));

    await cycle.poll();
    expect(cycle.notices).toEqual([]);
    for (let day = 0; day < 17; day += 1) await cycle.poll();

    expect(cycle.notices.map(({ params }) => params.count)).toEqual([14, 3, 1]);
  });

  it('comes on time, at whatever hour of the day the token is read and ends', async () => {
    const expiresAt = new Date(NOON.getTime() + 15.4 * DAY);
    const cycle = new Cycle().add({ feeds: [aNewFeed({ ...tokenFeed })], watches: [] });
    const token = aTokenFacts({ expiresAt });
    cycle.forge.always('token', null, tokenReading({ user: ALICE, token }, undefined));
    const toldAt = new Map<number, number>();

    for (let poll = 0; poll < 20; poll += 1) {
      await cycle.poll();
      const left = (expiresAt.getTime() - cycle.clock.now().getTime()) / DAY;
      if (!toldAt.has(cycle.notices.length)) toldAt.set(cycle.notices.length, left);
    }

    expect([...toldAt.values()].slice(1)).toEqual([14, 3, 1]);
  });

  it("comes with its owner's projects: roles are kept, and what is recorded follows", async () => {
    const identity = { user: ALICE, token: endsIn(16 * DAY) };
    const cycle = new Cycle().add({ feeds: [aNewFeed({ ...tokenFeed })] });
    const listed = [{ ...aProject(), role: 'triage' } as const, aProject({ id: '8' })];
    cycle.forge.always('token', null, tokenReading(identity, listed));

    await cycle.poll();

    expect(cycle.store.account('account-1').projects).toMatchObject([{ id: '7', role: 'triage' }]);
    expect(cycle.store.followed).toEqual([['7', '8']]);
  });
});

describe('a watched project in the list of its owner', () => {
  async function listedAs(...listed: readonly OwnProject[]): Promise<Cycle> {
    const cycle = new Cycle().add({ feeds: [aFeed({ ...tokenFeed })] });
    cycle.forge.always('token', null, tokenReading({ user: ALICE, token: aTokenFacts() }, listed));
    await cycle.poll();
    await cycle.poll();
    return cycle;
  }

  it('tells the new name of its default branch, which no feed does', async () => {
    const cycle = await listedAs(aProject({ defaultBranch: 'trunk' }));

    expect(cycle.store.account('account-1').projects).toMatchObject([{ id: '7', defaultBranch: 'trunk' }]);
    expect(cycle.notices).toEqual([]);
  });

  it('tells its new path, once', async () => {
    const cycle = await listedAs(aProject({ path: 'acme/store', url: 'https://gitlab.com/acme/store' }));

    expect(cycle.store.account('account-1').projects).toMatchObject([{ id: '7', path: 'acme/store' }]);
    expect(cycle.notices.map(({ code, params }) => [code, params.project])).toEqual([
      ['project-moved', 'acme/store'],
    ]);
  });

  it('keeps the branch that the list does not tell, and leaves what is not watched alone', async () => {
    const cycle = await listedAs(
      aProject({ defaultBranch: null }),
      aProject({ id: '8', path: 'acme/other' }),
    );

    expect(cycle.store.account('account-1').projects).toMatchObject([{ id: '7', defaultBranch: 'main' }]);
    expect(cycle.notices).toEqual([]);
  });
});

describe('the groups of a token’s owner', () => {
  const account = anAccount({ token: aTokenFacts({ groups: ['acme/ops'] }) });

  it.each([
    ['are those that it tells', { groups: ['acme/dev'] }, ['acme/dev']],
    ['stay as they were where it does not tell', {}, ['acme/ops']],
  ])('%s', async (_what, told, kept) => {
    const cycle = new Cycle().add({ account, feeds: [aNewFeed({ ...tokenFeed })] });
    const identity = { user: ALICE, token: aTokenFacts(told) };
    cycle.forge.always('token', null, tokenReading(identity, undefined));

    await cycle.poll();

    expect(cycle.store.account('account-1').account.token.groups).toEqual(kept);
  });
});

describe('a token that may do less than before', () => {
  const account = anAccount({ token: aTokenFacts({ scopes: ['repo', 'notifications'] }) });

  it('is told with what it has lost', () => {
    const notices = tokenNotices(account, aTokenFacts({ scopes: ['repo'] }), NOON);

    expect(notices).toEqual([
      expect.objectContaining({
        code: 'token-scope-lost',
        params: expect.objectContaining({ scopes: 'notifications' }),
      }),
    ]);
  });

  it('is told once, because what it may do now is remembered', async () => {
    const cycle = new Cycle().add({ account, feeds: [aFeed({ ...tokenFeed })], watches: [] });
    cycle.forge.always(
      'token',
      null,
      tokenReading({ user: ALICE, token: aTokenFacts({ scopes: ['repo'] }) }, undefined),
    );

    await cycle.poll();
    await cycle.poll();

    expect(cycle.notices).toHaveLength(1);
    expect(cycle.store.account('account-1').account.token.scopes).toEqual(['repo']);
  });

  it('tells a loss anew that comes again after the scope was given back', () => {
    const lost = (now: Date) => tokenNotices(account, aTokenFacts({ scopes: ['repo'] }), now)[0]?.dedupeKey;

    expect(lost(NOON)).toBe(lost(new Date(NOON.getTime() + HOUR)));
    expect(lost(NOON)).not.toBe(lost(new Date(NOON.getTime() + 2 * DAY)));
  });

  it.each([
    ['more', aTokenFacts({ scopes: ['repo', 'notifications', 'workflow'] })],
    ['nothing that can be told', aTokenFacts({ scopes: null })],
  ])('is no news when it turns out to have %s', (_what, facts) => {
    expect(tokenNotices(account, facts, NOON)).toEqual([]);
  });
});
