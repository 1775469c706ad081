import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isTold } from '../../../src/domain/event.js';
import type { SnapshotLookup } from '../../../src/domain/feed.js';
import type { Forge, Person } from '../../../src/domain/forge.js';
import type { JsonObject } from '../../../src/domain/json.js';
import type { ForgeAdapter } from '../../../src/domain/ports/forge-adapter.js';
import { Secret } from '../../../src/domain/secret.js';
import { type Subject, subjectKey } from '../../../src/domain/subject.js';
import { EVENTS } from '../../../src/events/index.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { compareLooks } from '../../../src/polling/compare-looks.js';
import { diffSubjects } from '../../../src/polling/diff-subjects.js';
import { ScriptedClock } from '../../simulator/core/clock.js';
import type { ForgeWorld, WorldUser } from '../../simulator/forge-world.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { aProject } from '../../support/builders.js';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';

const APP = 'team/app';
const START = { gitlab: startGitlab, github: startGithub };
const API = { gitlab: '/api/v4', github: '/api/v3' };
const ADAPTERS: Readonly<Record<Forge['kind'], () => ForgeAdapter>> = {
  gitlab: () => createGitlabAdapter({ logger: createMemoryLogger() }),
  github: () => createGithubAdapter({ logger: createMemoryLogger() }),
};

interface Whereabouts {
  readonly forge: Forge;
  readonly alice: WorldUser;
  readonly token: string;
  readonly projectId: number;
}

/** Alice's account on a simulated forge: what she would be told, as far as routing does not decide it. */
class Watcher {
  readonly #clock: ScriptedClock;
  readonly #snapshots = new Map<string, Subject>();
  readonly #read: (cursor: JsonObject | null) => ReturnType<ForgeAdapter['readFeed']>;
  readonly #viewer: Person;
  #cursor: JsonObject | null = null;

  constructor({ forge, alice, token, projectId }: Whereabouts, clock: ScriptedClock) {
    this.#clock = clock;
    this.#viewer = { ...alice, id: String(alice.id) };
    const project = aProject({ id: String(projectId), path: APP });
    const session = {
      forge,
      secret: new Secret(token),
      gate: new RecordingGate(),
      signal: new AbortController().signal,
    };
    const lookup: SnapshotLookup = (kind, ids) =>
      Promise.resolve(
        new Map(
          ids.flatMap((id) => {
            const known = this.#snapshots.get(subjectKey({ kind, id }));
            return known === undefined ? [] : [[id, known as never]];
          }),
        ),
      );
    const adapter = ADAPTERS[forge.kind]();
    this.#read = (cursor) =>
      adapter.readFeed(session, {
        kind: 'merge-requests',
        project: forge.kind === 'gitlab' ? null : project,
        cursor,
        viewer: this.#viewer,
        watched: [project],
        lookup,
      });
  }

  /** Two reads, because GitHub answers what can be merged at the second one only. */
  async told(act: () => unknown): Promise<readonly string[]> {
    act();
    return [...(await this.#look()), ...(await this.#look())];
  }

  async #look(): Promise<readonly string[]> {
    this.#clock.advance(30_000);
    const newSince = this.#cursor === null ? null : new Date(0);
    const { sightings, cursor } = await this.#read(this.#cursor);
    this.#cursor = cursor;
    const { changes, snapshots } = compareLooks(sightings, this.#snapshots, newSince);
    for (const snapshot of snapshots) this.#snapshots.set(subjectKey(snapshot), snapshot as Subject);
    const observer = {
      viewer: this.#viewer,
      onFault: ({ error }: { error: unknown }) => expect(error).toBeNull(),
    };
    return diffSubjects(changes, EVENTS, observer)
      .filter(isTold)
      .map(({ type, reason }) => `${type} (${reason})`);
  }
}

describe.each(['gitlab', 'github'] as const)('merge requests on a simulated %s', (kind) => {
  const clock = new ScriptedClock();
  let simulator: { readonly url: string; readonly world: ForgeWorld; close(): Promise<void> };
  let world: ForgeWorld;
  let watcher: Watcher;

  beforeEach(async () => {
    simulator = await START[kind]({ clock: clock.now });
    world = simulator.world;
    const alice = world.addUser('alice');
    world.addUser('bob');
    const { id } = world.addProject(APP, { members: ['alice', 'bob'] });
    const forge = { kind, url: simulator.url, apiUrl: simulator.url + API[kind] };
    watcher = new Watcher({ forge, alice, token: world.addToken('alice'), projectId: id }, clock);
  });

  afterEach(() => simulator.close());

  it('of the reader’s own are told through conflict, verdicts and plans', async () => {
    world.openMergeRequest(APP, { author: 'alice', title: 'Mine' });
    await watcher.told(() => undefined);

    expect(await watcher.told(() => world.addLabel(APP, 1, 'urgent', 'bob'))).toEqual([
      'merge-request-labeled (author)',
    ]);
    const conflict = (isConflicting: boolean) => () => {
      world.setConflict(APP, 1, isConflicting);
      world.comment(APP, 1, 'bob', 'Look.');
    };
    expect(await watcher.told(conflict(true))).toEqual(['conflict-appeared (author)']);
    expect(await watcher.told(conflict(false))).toEqual([
      'conflict-resolved (author)',
      'ready-to-merge (author)',
    ]);
    expect(await watcher.told(() => world.approve(APP, 1, 'bob'))).toEqual([
      'merge-request-approved (author)',
    ]);
    expect(await watcher.told(() => world.unapprove(APP, 1, 'bob'))).toEqual(['approval-withdrawn (author)']);
    expect(await watcher.told(() => world.setAutoMerge(APP, 1, 'bob'))).toEqual(['auto-merge-set (author)']);
    expect(await watcher.told(() => world.cancelAutoMerge(APP, 1, 'bob'))).toEqual([
      'auto-merge-failed (author)',
    ]);
    expect(await watcher.told(() => world.retarget(APP, 1, 'release', 'bob'))).toEqual([
      'target-branch-changed (author)',
    ]);
    expect(await watcher.told(() => world.merge(APP, 1, 'bob'))).toEqual(['merge-request-merged (author)']);
  });

  it('of others are told to one who reviewed, and to one who was an assignee', async () => {
    world.openMergeRequest(APP, {
      author: 'bob',
      title: 'Theirs',
      assignees: ['alice'],
      reviewers: ['alice'],
    });
    await watcher.told(() => undefined);

    expect(await watcher.told(() => world.approve(APP, 1, 'alice'))).toEqual([]);
    expect(await watcher.told(() => world.pushCommit(APP, 1, 'bob'))).toEqual([
      'merge-request-new-commits (reviewer)',
    ]);
    expect(await watcher.told(() => world.unassign(APP, 1, 'alice', 'bob'))).toEqual([
      'merge-request-unassigned (assignee)',
    ]);
  });
});
