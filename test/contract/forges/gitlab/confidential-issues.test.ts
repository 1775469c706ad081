import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FeedKind, FeedReading } from '../../../../src/domain/feed.js';
import type { JsonObject } from '../../../../src/domain/json.js';
import type { Project } from '../../../../src/domain/project.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createGitlabAdapter } from '../../../../src/forges/gitlab/adapter.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';
import { RecordingGate } from '../../../unit/forges/http/recording-gate.js';
import { type GitlabScene, gitlabScene } from '../../simulator/gitlab-scene.js';

const GUEST = 10;
const APP = 'team/app';
const FEEDS: readonly (readonly [FeedKind, 'account' | 'project'])[] = [
  ['inbox', 'account'],
  ['activity', 'account'],
  ['issues', 'account'],
  ['issues', 'project'],
];

let scene: GitlabScene;

beforeEach(async () => {
  scene = await gitlabScene();
  scene.world.addUser('gus', 'Gus Guest');
  scene.world.addMember(APP, 'gus', GUEST);
});

afterEach(() => scene.close());

/** Everything that one person's own token shows of what `act` makes happen, as text. */
async function seenBy(login: string, act: () => void): Promise<string> {
  const adapter = createGitlabAdapter({ logger: createMemoryLogger() });
  const forge = { kind: 'gitlab', url: scene.url, apiUrl: `${scene.url}/api/v4` } as const;
  const secret = new Secret(scene.world.addToken(login));
  const session = { forge, secret, gate: new RecordingGate(), signal: new AbortController().signal };
  const { user } = await adapter.identify(session);
  const project = (await adapter.findProject(session, APP)) as Project;
  const read = ([kind, of]: (typeof FEEDS)[number], cursor: JsonObject | null): Promise<FeedReading> =>
    adapter.readFeed(session, {
      kind,
      project: of === 'project' ? project : null,
      cursor,
      viewer: user,
      watched: [project],
      lookup: () => Promise.resolve(new Map()),
    });
  const baselines = await Promise.all(FEEDS.map((feed) => read(feed, null)));
  act();
  const readings = await Promise.all(
    FEEDS.map((feed, index) => read(feed, baselines[index]?.cursor ?? null)),
  );
  return JSON.stringify(readings.flatMap(({ sightings }) => sightings));
}

function openHole(): void {
  const { world } = scene;
  world.openConfidentialIssue(APP, { author: 'ann', title: 'The hole', description: 'cc @gus @bob' });
  world.commentIssue(APP, 1, 'ann', 'The way in, @gus @bob');
}

function talkInternally(): void {
  scene.world.internalIssueComment(APP, 1, 'ann', 'Between us, @gus @bob');
}

describe('a confidential issue', () => {
  it('reaches those whose own token reads it, with its comments', async () => {
    expect(await seenBy('bob', openHole)).toMatch(/The hole.*The way in/);
  });

  it('and what is said there reaches nobody else, whomever it names', async () => {
    expect(await seenBy('gus', openHole)).toBe('[]');
  });
});

describe('an internal note on an issue that everybody reads', () => {
  beforeEach(() => {
    scene.world.openIssue(APP, { author: 'gus', title: 'Open to all' });
  });

  it('reaches those whose own token reads it', async () => {
    expect(await seenBy('bob', talkInternally)).toContain('Between us');
  });

  it('reaches not even the author of the issue otherwise', async () => {
    const seen = await seenBy('gus', () => {
      talkInternally();
      scene.world.commentIssue(APP, 1, 'ann', 'For your eyes');
    });

    expect(seen).toContain('For your eyes');
    expect(seen).not.toContain('Between us');
  });
});
