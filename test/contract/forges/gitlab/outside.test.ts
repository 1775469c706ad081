import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../../src/domain/time.js';
import type { GitlabExtras } from '../../../simulator/gitlab/gitlab-extras.js';
import type { ForgeWorld } from '../../../simulator/forge-world.js';
import { seededRandom } from '../../../support/happenings.js';
import type { Reader } from '../reader.js';
import { APP, startWatchedForge, type WatchedForge } from '../watched-forge.js';

const DEVELOPER = 30;
const by = 'bob';

let forge: WatchedForge;
let world: ForgeWorld & GitlabExtras;

/** Bob and Carol are members of the public project, Alice is none. */
beforeEach(async () => {
  forge = await startWatchedForge('gitlab', [by, 'carol'], {}, false);
  world = forge.world as ForgeWorld & GitlabExtras;
  world.addUser('alice');
});

afterEach(() => forge.close());

/** What is told in the next minutes. */
async function toldTo(reader: Reader, minutes = 1): Promise<readonly string[]> {
  const told: string[] = [];
  for (let minute = 0; minute < minutes; minute += 1) {
    forge.clock.advance(MINUTE);
    told.push(...(await reader.read()));
  }
  return told;
}

describe('who watches a public project of GitLab without being a member', () => {
  it.each([
    ['a comment', 'comment-added', () => world.comment(APP, openMergeRequest(), by, 'Why?')],
    ['a comment on an issue', 'comment-added', () => world.commentIssue(APP, openIssue(), by, 'Why?')],
    ['a tag', 'tag-created', () => world.pushTag(APP, 'v1', by)],
    ['a push', 'branch-pushed', () => world.push(APP, { by, branch: 'main', commits: ['Cut'] })],
    ['a new branch', 'branch-created', () => world.push(APP, { by, branch: 'topic', commits: ['Cut'] })],
  ])('is told of %s as members are', async (_name, type, act) => {
    const [alice, carol] = [await forge.watch('alice', 'all'), await forge.watch('carol', 'all')];
    act();

    const told = await toldTo(alice);

    expect(told).toContain(type);
    expect(told.toSorted()).toEqual((await toldTo(carol)).toSorted());
    expect(await toldTo(alice, 5)).toEqual([]);
  });

  it('is told that a branch is gone', async () => {
    world.push(APP, { by, branch: 'topic', commits: ['Cut'] });
    const alice = await forge.watch('alice', 'all');
    world.deleteBranch(APP, 'topic', by);

    expect(await toldTo(alice)).toEqual(['branch-deleted']);
  });

  it('hears what concerns them at any level, and nothing else', async () => {
    const mine = world.openMergeRequest(APP, { author: 'alice', title: 'Mine' }).number;
    const other = openMergeRequest();
    const thread = world.reviewComment(APP, other, 'alice', 'Why?');
    const alice = await forge.watch('alice');
    world.comment(APP, mine, by, 'Thank you.');
    world.comment(APP, other, by, 'Because.', thread);
    world.comment(APP, other, by, 'To nobody.');
    world.push(APP, { by, branch: 'main', commits: ['Round, for @alice', 'Cut'] });
    world.comment(APP, other, by, 'Look, @alice.');

    expect((await toldTo(alice)).toSorted()).toEqual([
      'comment-added (author)',
      'comment-mention (mentioned)',
      'comment-reply (participant)',
      'commit-mention (mentioned)',
    ]);
    expect(await toldTo(alice, 5)).toEqual([]);
  });

  it('hears nothing of what only members may read', async () => {
    const number = openMergeRequest();
    const alice = await forge.watch('alice', 'all');
    world.internalComment(APP, number, by, 'Between us, @alice');
    world.openConfidentialIssue(APP, { author: by, title: 'The hole', description: 'cc @alice' });

    expect(await toldTo(alice, 5)).toEqual([]);
  });

  it('is told of each thing once, whatever they join and leave meanwhile', async () => {
    const random = seededRandom(5);
    const number = openMergeRequest();
    const alice = await forge.watch('alice', 'all');
    const told: string[] = [];
    let [tags, comments, pushes] = [0, 0, 0];
    for (let step = 0; step < 150; step += 1) {
      const dice = Math.floor(random() * 20);
      if (dice === 0) world.addMember(APP, 'alice', DEVELOPER);
      else if (dice === 1) world.removeMember(APP, 'alice');
      else if (dice < 5) world.pushTag(APP, `v${(tags += 1)}`, by);
      else if (dice < 8) world.comment(APP, number, by, `Words ${(comments += 1)}`);
      else if (dice < 10) world.push(APP, { by, branch: 'main', commits: [`Cut ${(pushes += 1)}`] });
      else told.push(...(await toldTo(alice)));
    }
    forge.clock.advance(HOUR);
    told.push(...(await toldTo(alice, 5)));
    const count = (type: string): number => told.filter((one) => one === type).length;

    expect([count('tag-created'), count('comment-added'), count('branch-pushed')]).toEqual([
      tags,
      comments,
      pushes,
    ]);
  });
});

function openMergeRequest(): number {
  return world.openMergeRequest(APP, { author: by, title: 'Round' }).number;
}

function openIssue(): number {
  return world.openIssue(APP, { author: by, title: 'Wrong total' }).number;
}
