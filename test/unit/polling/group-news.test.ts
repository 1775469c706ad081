import { describe, expect, it } from '@jest/globals';
import type { FeedReading } from '../../../src/domain/feed.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Watch } from '../../../src/domain/watch.js';
import { aFeed, aProject, aReading, at, aWatch } from '../../support/builders.js';
import { aMilestone } from '../../support/a-milestone.js';
import { Cycle } from './cycle-harness.js';

const APP = aProject({ path: 'acme/web/app' });
const API = aProject({ id: '8', path: 'acme/api' });
const OTHER = aProject({ id: '9', path: 'acme-labs/app' });

const later = aMilestone({ group: 'acme', dueOn: '2026-03-10' });
const soon = aMilestone({ group: 'acme', dueOn: '2026-03-10', daysLeft: 3, updatedAt: at(60) });

/** What is owed when the milestone of the group comes close, as two projects of the group show it. */
async function owed(...watches: readonly Watch[]): Promise<readonly EventNotification[]> {
  const feeds = ['7', '8'].map((projectId) =>
    aFeed({ id: `feed-${projectId}`, kind: 'milestones', projectId }),
  );
  const cycle = new Cycle().add({ projects: [APP, API, OTHER], feeds, watches });
  const shows = (reading: FeedReading): void => {
    for (const id of ['7', '8']) cycle.forge.next('milestones', id, reading);
  };
  shows(aReading([later]));
  await cycle.turn();
  shows(aReading([soon]));
  await cycle.poll('feed-7');
  await cycle.poll('feed-8');
  return cycle.store.outbox.filter((one): one is EventNotification => one.kind === 'event');
}

const ofApp = (over: Partial<Watch> = {}): Watch => aWatch({ id: 'watch-7', level: 'team', ...over });
const ofApi = (over: Partial<Watch> = {}): Watch =>
  aWatch({ id: 'watch-8', projectId: '8', level: 'team', ...over });

describe('news of a group', () => {
  it('is told once to a chat that watches several of its projects', async () => {
    expect(await owed(ofApp(), ofApi())).toHaveLength(1);
  });

  it('is told to each chat through the project that it watches, and names no other', async () => {
    const told = await owed(ofApp({ chatKey: 'one' }), ofApi({ chatKey: 'two' }));

    expect(told.map(({ chatKey, project, rule }) => [chatKey, project.path, rule.watchId])).toEqual([
      ['one', 'acme/web/app', 'watch-7'],
      ['two', 'acme/api', 'watch-8'],
    ]);
  });

  it.each([
    ['the level of that watch is too low', { level: 'participating' }],
    ['that watch is muted', { level: 'muted' }],
    ['nobody has agreed to that watch', { isConfirmed: false }],
  ] as const)('is told through another project where %s', async (_why, over) => {
    const told = await owed(ofApp(over), ofApi());

    expect(told.map(({ rule }) => rule.watchId)).toEqual(['watch-8']);
  });

  it('is told to nobody who watches no project in it', async () => {
    expect(await owed(aWatch({ id: 'watch-9', projectId: '9', level: 'all' }))).toEqual([]);
  });
});
