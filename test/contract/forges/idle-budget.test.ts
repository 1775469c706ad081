import { afterEach, describe, expect, it } from '@jest/globals';
import type { FeedKind, FeedReading } from '../../../src/domain/feed.js';
import { FEED_CATALOGUE } from '../../../src/domain/feed-plan.js';
import { DAY, HOUR, MINUTE, SECOND } from '../../../src/domain/time.js';
import { MAX_READ } from '../../../src/forges/gitlab/feeds/group-queue.js';
import { changeBeforeBaseline, nextPoll } from '../../../src/polling/cadence.js';
import { aFeed, NOON } from '../../support/builders.js';
import { aPace } from '../../unit/polling/pace.js';
import type { Reader } from './reader.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

const PROJECTS = 20;
const HOURS = 8;
const by = 'bob';

/** What a look at one feed costs where nothing has happened since the last one. */
interface Look {
  readonly kind: FeedKind;
  readonly isOfProject: boolean;
  readonly reading: FeedReading;
  readonly requests: number;
  readonly charged: number;
}

let forge: WatchedForge;

afterEach(() => forge.close());

/** Somebody who hears of everything in a project that has some of all, and in which nothing happens any more. */
async function settle(kind: 'gitlab' | 'github'): Promise<Reader> {
  forge = await startWatchedForge(kind, ['alice', by]);
  const { world, clock } = forge;
  const issue = world.openIssue(APP, { author: by, title: 'An issue' }).number;
  world.openMergeRequest(APP, { author: 'alice', title: 'Mine' });
  world.openMergeRequest(APP, { author: by, title: 'Theirs', reviewers: ['alice'] });
  world.commentIssue(APP, issue, by, '@alice, look.');
  world.finishPipeline(APP, world.startPipeline(APP, { by }).id, 'success');
  world.endDeployment(APP, world.startDeployment(APP, { by, environment: 'production' }), 'success');
  world.publishRelease(APP, { by, tag: 'v1' });
  world.writeWikiPage(APP, { by, title: 'Home', text: 'Hello.' });
  for (const image of ['api', 'web', 'worker', 'cron', 'docs']) {
    for (const tag of ['latest', 'main', '1', '1.4', '1.4.0', '1.4.1']) world.pushImage(APP, { image, tag });
  }
  const soon = new Date(clock.now().getTime() + 3 * DAY).toISOString().slice(0, 10);
  for (const title of ['1.0', '1.1']) world.planMilestone(APP, { by, title, dueOn: soon, issues: [issue] });
  world.planMilestone(APP, { by, title: '2.0', dueOn: '2099-01-01', issues: [issue] });
  clock.advance(DAY);
  const reader = await forge.watch('alice', 'all');
  for (let hour = 0; hour < 3; hour += 1) {
    clock.advance(HOUR);
    await reader.read();
  }
  clock.advance(HOUR);
  return reader;
}

async function lookAtEach(reader: Reader): Promise<readonly Look[]> {
  const looks: Look[] = [];
  for (const plan of reader.plans) {
    const before = forge.requests.entries.length;
    const reading = await reader.look(plan);
    const asked = forge.requests.entries.slice(before);
    const charged = asked.filter(({ status, url }) => status !== 304 && url.startsWith('/api/')).length;
    looks.push({
      kind: plan.kind,
      isOfProject: plan.projectId !== null,
      reading,
      requests: asked.length,
      charged,
    });
  }
  return looks;
}

/** In each hour, by the plan alone: how often such a feed is read. */
function readsInHours({ kind, isOfProject, reading, requests }: Look, index: number): readonly number[] {
  const feed = aFeed({ id: `${kind}-${index}`, kind, projectId: isOfProject ? String(index) : null });
  const lastChangeAt = changeBeforeBaseline(null, NOON, MINUTE);
  const { isRunning, isFreeWatch = false, isAnnounced = false, minPollSeconds } = reading;
  const pace = {
    feed,
    lastChangeAt,
    projects: PROJECTS,
    isRunning,
    isFreeWatch,
    isAnnounced,
    minPollSeconds,
    requests,
  };
  const reads = Array.from({ length: HOURS }, () => 0);
  let now = NOON;
  for (;;) {
    const hour = Math.floor((now.getTime() - NOON.getTime()) / HOUR);
    if (hour >= HOURS) return reads;
    reads[hour] = (reads[hour] ?? 0) + 1;
    // Ticks come once a second.
    now = new Date(Math.ceil(nextPoll(aPace({ ...pace, now })).getTime() / SECOND) * SECOND);
  }
}

/** Of all feeds of all projects. */
function inHours(looks: readonly Look[], costOf: (look: Look) => number): readonly number[] {
  const sums = Array.from({ length: HOURS }, () => 0);
  for (const look of looks) {
    for (let index = 0; index < (look.isOfProject ? PROJECTS : 1); index += 1) {
      for (const [hour, reads] of readsInHours(look, index).entries()) {
        sums[hour] = (sums[hour] ?? 0) + reads * costOf(look);
      }
    }
  }
  return sums;
}

/** At threads of merge requests that do not move: of those in the lists, and of those where the reader only wrote. */
const SECOND_LOOKS_A_MINUTE = 1 / 10 + 1 / 30;
/** At what the reader is a member of. */
const MEMBERSHIPS_A_MINUTE = 1 / 60;

describe('one person who hears of everything in twenty idle projects', () => {
  async function requestsOfGitlab(): Promise<readonly number[]> {
    const looks = await lookAtEach(await settle('gitlab'));
    const kinds = FEED_CATALOGUE.ofProjects.gitlab.map(({ kind }) => kind);
    expect(looks.map(({ kind }) => kind)).toEqual(expect.arrayContaining([...kinds, 'group-wikis']));
    // Twenty projects may lie in many groups.
    const costOf = ({ kind, requests }: Look): number =>
      kind === 'group-wikis' ? MAX_READ : kind === 'activity' ? 1 : requests;
    const besides = SECOND_LOOKS_A_MINUTE + MEMBERSHIPS_A_MINUTE;
    return inHours(looks, costOf).map((requests) => requests / 60 + besides);
  }

  it('costs GitLab at most six requests a minute in each hour after the first', async () => {
    const requests = await requestsOfGitlab();

    expect(Math.min(...requests)).toBeGreaterThan(3);
    expect(Math.max(...requests.slice(1))).toBeLessThanOrEqual(6);
  });

  it('costs GitHub nothing that it charges for', async () => {
    const looks = await lookAtEach(await settle('github'));
    const kinds = FEED_CATALOGUE.ofProjects.github.map(({ kind }) => kind);

    expect(looks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(kinds));
    expect(Math.min(...inHours(looks, ({ requests }) => requests))).toBeGreaterThan(0);
    expect(Math.max(...inHours(looks, ({ charged }) => charged))).toBe(0);
  });
});
