import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { DAY, HOUR, MINUTE } from '../../../../src/domain/time.js';
import { seededRandom } from '../../../support/happenings.js';
import { NOW } from './fake-gitlab.js';
import { APP, noteEvent, rawMergeRequest } from './fixtures.js';
import { Outsider } from './outsider.js';

let alice: Outsider;

beforeEach(async () => {
  alice = await Outsider.start();
});

afterEach(() => alice.gitlab.stop());

describe('a watched project of which the reader is no member', () => {
  it('is first seen in silence, with one look at what the reader is a member of', async () => {
    alice.tag(10);

    expect(await alice.told()).toEqual([]);
    expect(alice.gitlab.takePaths()).toEqual(['/events', '/projects', '/projects/10/events']);
  });

  it('is first seen in silence also where its newest events are for members alone', async () => {
    alice.tag(10);
    alice.happenUnseen(60, 10);
    await alice.look();
    alice.wait(2 * MINUTE);
    const name = alice.tag(10);

    expect(await alice.toldWithin(4 * MINUTE)).toEqual([name]);
  });

  it.each([
    ['', 10, '/projects/10/events'],
    [', as a project of members is', 20, '/events'],
  ])('costs one request a look where much happens that the reader may not see%s', async (_and, id, path) => {
    alice.tag(id);
    await alice.look();
    for (let day = 0; day < 5; day += 1) {
      alice.wait(DAY);
      alice.happenUnseen(100, id);
      await alice.look();
    }
    alice.wait(3 * DAY);
    await alice.look();
    alice.wait(2 * MINUTE);
    alice.gitlab.takePaths();

    await alice.look();
    expect(alice.gitlab.takePaths().filter((one) => one === path)).toHaveLength(1);
    const name = alice.tag(id);
    expect(await alice.toldWithin(4 * MINUTE)).toEqual([name]);
  });

  it.each([10, 20])('misses nothing where the server’s clock was set back (%i)', async (id) => {
    alice.tag(id);
    await alice.look();
    alice.wait(30 * DAY);
    await alice.toldWithin(4 * MINUTE);
    alice.wait(-30 * DAY);
    const name = alice.tag(id);

    expect(await alice.toldWithin(4 * MINUTE)).toEqual([name]);
  });

  it('is asked for its own events, which are told like those of the others, and wake the same feeds', async () => {
    await alice.look();
    alice.wait(MINUTE);
    const names = [alice.tag(10), alice.tag(20), alice.tag(10)];
    alice.wait(2 * MINUTE);

    const { sightings, wakes, hasChanged } = await alice.look();

    expect(sightings.map(({ subject, isNews }) => [subject.id, isNews])).toEqual([
      [`10:${names[0]}`, true],
      [`20:${names[1]}`, true],
      [`10:${names[2]}`, true],
    ]);
    expect(wakes).toEqual(
      expect.arrayContaining([
        { kind: 'pipelines', projectId: '10' },
        { kind: 'releases', projectId: '10' },
      ]),
    );
    expect(hasChanged).toBe(true);
    expect(await alice.toldWithin(HOUR)).toEqual([]);
  });

  it('is looked at in each read while something happens there, else each other one', async () => {
    await alice.look();
    expect(await looksIn(10)).toBe(5);

    alice.tag(10);
    await alice.toldWithin(2 * MINUTE);
    expect(await looksIn(10)).toBe(10);
    await alice.toldWithin(10 * MINUTE);
    expect(await looksIn(10)).toBe(5);
  });

  it('does not hold up the others where it is out of reach, or the server breaks over it', async () => {
    await alice.look();
    for (const status of [404, 403, 500, 502]) {
      alice.gitlab.on('/projects/10/events', () => ({ status, json: {} }));
      alice.wait(2 * MINUTE);
      const name = alice.tag(20);
      expect(await alice.told()).toEqual([name]);
    }
    const missed = alice.tag(10);
    alice.serveEventsOf(10);

    expect(await alice.toldWithin(4 * MINUTE)).toEqual([missed]);
  });

  it('is worked off over several reads where its comments come in a flood', async () => {
    await alice.look();
    alice.wait(2 * MINUTE);
    for (let index = 0; index < 60; index += 1) {
      const id = 200 + index;
      alice.gitlab.on(`/projects/10/merge_requests/${id}`, rawMergeRequest(5, { id: 2_000 + id }));
      alice.happen(noteEvent(id, { noteable_id: 2_000 + id, noteable_iid: id }), 10);
    }

    const readings = [await alice.look(), await alice.look(), await alice.look()];

    expect(readings.map(({ sightings, hasMore }) => [sightings.length, hasMore])).toEqual([
      [40, true],
      [20, false],
      [0, false],
    ]);
  });

  it('begins where the activity does, if that begins at a time', async () => {
    alice.tag(10);
    alice.tag(20);
    alice.wait(HOUR);
    const names = [alice.tag(10), alice.tag(20)];
    alice.cursor = { id: 0, since: new Date(Date.parse(NOW) + 30 * MINUTE).toISOString() };

    expect(await alice.told()).toEqual(names);
    expect(await alice.toldWithin(HOUR)).toEqual([]);
  });

  it.each([403, 502])('counts as a member’s where the list of these answers %i', async (status) => {
    alice.gitlab.on('/projects', () => ({ status, json: {} }));
    await alice.look();
    alice.gitlab.takePaths();
    await alice.toldWithin(10 * MINUTE);

    expect(alice.gitlab.takePaths()).toEqual(Array.from({ length: 10 }, () => '/events'));
  });

  it('is found behind a hundred others of the reader’s', async () => {
    alice.members = new Set(Array.from({ length: 250 }, (_, index) => 1_000 + index).concat(20));
    await alice.look();

    expect(alice.gitlab.takePaths()).toEqual([
      '/events',
      '/projects',
      '/projects',
      '/projects',
      '/projects/10/events',
    ]);
  });

  /** Looks at its events in so many reads, a minute apart. */
  async function looksIn(reads: number): Promise<number> {
    alice.gitlab.takePaths();
    await alice.toldWithin(reads * MINUTE);
    return alice.gitlab.takePaths().filter((path) => path === '/projects/10/events').length;
  }
});

describe('twenty such projects', () => {
  beforeEach(() => {
    alice.watched = Array.from({ length: 20 }, (_, index) => ({ ...APP, id: String(30 + index) }));
    for (const { id } of alice.watched) alice.serveEventsOf(Number(id));
  });

  it('are first seen within a minute', async () => {
    const more = [];
    for (let read = 0; read < 4; read += 1) more.push((await alice.look()).hasMore);

    expect(more).toEqual([true, true, true, false]);
    expect(new Set(alice.gitlab.takePaths()).size).toBe(22);
  });

  it('cost half a request a minute while nothing happens there, and each has its turn', async () => {
    for (let read = 0; read < 4; read += 1) await alice.look();
    alice.gitlab.takePaths();
    for (let minute = 0; minute < 120; minute += 1) await alice.toldWithin(MINUTE);
    const paths = alice.gitlab.takePaths().filter((path) => path !== '/events');

    expect(new Set(paths.filter((path) => path !== '/projects')).size).toBe(20);
    expect(paths.length).toBeLessThanOrEqual(62);
  });
});

describe('a reader', () => {
  it('who joins is told of what happened before and after, once', async () => {
    await alice.look();
    const before = alice.tag(10);
    const between = alice.tag(20);
    alice.members.add(10);
    const after = alice.tag(10);
    alice.wait(MINUTE);

    expect(await alice.told()).toEqual([before, between, after]);
    const next = alice.tag(10);
    expect(await alice.toldWithin(2 * HOUR)).toEqual([next]);
  });

  it('who joins is told of what was passed by before the project had its turn', async () => {
    await alice.look();
    await alice.toldWithin(MINUTE);
    const passedBy = alice.tag(10);
    const others = Array.from({ length: 60 }, () => alice.tag(20));
    expect(await alice.toldWithin(MINUTE)).toEqual(others);
    alice.members.add(10);
    const next = alice.tag(10);

    expect(await alice.toldWithin(MINUTE)).toEqual([passedBy, next]);
  });

  it('who joins in the midst of a read is told once', async () => {
    await alice.toldWithin(HOUR);
    alice.gitlab.on('/projects', () => {
      alice.members.add(10);
      return { json: [{ id: 10 }, { id: 20 }] };
    });
    const name = alice.tag(10);

    expect(await alice.toldWithin(HOUR)).toEqual([name]);
  });

  it('who joins without anything happening there is asked no more for its events an hour later', async () => {
    await alice.look();
    alice.members.add(10);
    await alice.toldWithin(HOUR + 2 * MINUTE);
    alice.gitlab.takePaths();
    await alice.toldWithin(30 * MINUTE);

    expect(new Set(alice.gitlab.takePaths())).toEqual(new Set(['/events']));
  });

  it('who leaves misses nothing that happened until that is noticed', async () => {
    alice.members.add(10);
    await alice.look();
    alice.wait(10 * MINUTE);
    const before = alice.tag(10);
    expect(await alice.told()).toEqual([before]);
    alice.members.delete(10);
    const after = [alice.tag(10), alice.tag(20), alice.tag(10)];

    const names = await alice.toldWithin(2 * HOUR);

    expect([...new Set(names)].filter((name) => name !== before).toSorted()).toEqual(after);
  });

  it('who comes and goes misses nothing', async () => {
    const random = seededRandom(7);
    await alice.look();
    const happened: string[] = [];
    const names = new Set<string>();
    for (let step = 0; step < 250; step += 1) {
      const dice = random();
      if (dice < 0.05) alice.members.add(10);
      else if (dice < 0.1) alice.members.delete(10);
      else if (dice < 0.4) happened.push(alice.tag(10));
      else if (dice < 0.5) happened.push(alice.tag(20));
      else for (const name of await alice.toldWithin(MINUTE)) names.add(name);
    }
    for (const name of await alice.toldWithin(2 * HOUR)) names.add(name);

    expect([...names].toSorted()).toEqual(happened.toSorted());
  });

  it('who only ever joins is shown nothing twice', async () => {
    const random = seededRandom(11);
    await alice.look();
    const happened: string[] = [];
    const names: string[] = [];
    for (let step = 0; step < 120; step += 1) {
      const dice = random();
      if (step === 60) alice.members.add(10);
      if (dice < 0.3) happened.push(alice.tag(10));
      else if (dice < 0.4) happened.push(alice.tag(20));
      else names.push(...(await alice.toldWithin(MINUTE)));
    }
    names.push(...(await alice.toldWithin(2 * HOUR)));

    expect(names.toSorted()).toEqual(happened.toSorted());
  });
});
