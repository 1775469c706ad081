import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { APP, startWatchedForge, type WatchedForge } from './watched-forge.js';

/** Bob's words, wherever people write. */
function sayEverywhere(world: ForgeWorld, issue: number, text: string): void {
  world.openMergeRequest(APP, { author: 'bob', title: 'New', description: text });
  world.openIssue(APP, { author: 'bob', title: 'New', description: text });
  world.comment(APP, 1, 'bob', text);
  world.reviewComment(APP, 1, 'bob', text);
  world.commentIssue(APP, issue, 'bob', text);
}

const MENTIONED = ['merge-request-mention', 'issue-mention', ...Array<string>(3).fill('comment-mention')].map(
  (type) => `${type} (mentioned)`,
);
/** What onlookers hear besides. */
const OPENED = ['merge-request-opened', 'branch-created'];

const ORDERS = ['forwards', 'backwards'] as const;

describe.each(['gitlab', 'github'] as const)('mentions on %s', (kind) => {
  let forge: WatchedForge;
  /** Carol's issue. */
  let old: number;

  beforeEach(async () => {
    forge = await startWatchedForge(kind, ['alice', 'bob', 'carol']);
    const { world } = forge;
    world.joinTeam('acme/Ops', 'alice');
    world.joinTeam('acme/dev', 'carol');
    world.openMergeRequest(APP, { author: 'carol', title: 'Old' });
    old = world.openIssue(APP, { author: 'carol', title: 'Old' }).number;
    forge.clock.advance(MINUTE);
  });

  afterEach(() => forge.close());

  it.each(
    ORDERS.flatMap((order) => [
      ['@alice', 'all', order, [...MENTIONED, ...OPENED]] as const,
      ['@acme/ops', 'participating', order, MENTIONED] as const,
    ]),
  )(
    'of %s are told once at level %s, whether the inbox or our own reading shows them first (%s)',
    async (name, level, order, told) => {
      const alice = await forge.watch('alice', level);
      sayEverywhere(forge.world, old, `Who takes this, ${name}?`);

      expect((await alice.read(order)).toSorted()).toEqual(told.toSorted());
      forge.clock.advance(MINUTE);
      expect(await alice.read(order)).toEqual([]);
    },
  );

  it('of a team are nothing to those outside it', async () => {
    const alice = await forge.watch('alice');
    sayEverywhere(forge.world, old, '@acme/dev, @acme/ops-night and mail@acme/ops');

    expect(await alice.read()).toEqual([]);
  });

  it('of everybody are told on GitLab: on GitHub they are of somebody whose name is all', async () => {
    const alice = await forge.watch('alice');
    sayEverywhere(forge.world, old, 'Who takes this, @all?');

    expect((await alice.read()).toSorted()).toEqual(kind === 'gitlab' ? MENTIONED.toSorted() : []);
  });

  it.each([
    ['@alice', '@bob'],
    ['@acme/ops', '@acme/dev'],
  ])('of %s in wiki pages and documents are told, and those of %s are none', async (mine, theirs) => {
    const alice = await forge.watch('alice');
    const write = (name: string): void => {
      forge.world.writeWikiPage(APP, { by: 'bob', title: 'Home', text: `Ask ${name}.` });
      const file = { path: 'docs/team.md', patch: `@@ -1 +1,2 @@\n # Team\n+Ask ${name}.` };
      forge.world.push(APP, { by: 'bob', branch: 'main', files: [file] });
      forge.clock.advance(MINUTE);
    };

    write(theirs);
    expect(await alice.read()).toEqual([]);
    write(mine);
    expect((await alice.read()).toSorted()).toEqual([
      'document-mention (mentioned)',
      'wiki-mention (mentioned)',
    ]);
  });

  it.each(ORDERS)('that an edit of a comment adds are told, and kept ones are not (%s)', async (order) => {
    const alice = await forge.watch('alice');
    const ids = [
      forge.world.comment(APP, 1, 'bob', 'Look at that'),
      forge.world.reviewComment(APP, 1, 'bob', 'And that'),
      forge.world.commentIssue(APP, old, 'bob', 'And here'),
    ];
    expect(await alice.read(order)).toEqual([]);

    for (const [text, told] of [
      ['Look at that, @alice', ids.map(() => 'comment-mention (mentioned)')],
      ['Do look at that, @alice', []],
      ['Do look at that, @carol', []],
    ] as const) {
      forge.clock.advance(MINUTE);
      for (const id of ids) forge.world.editComment(APP, id, text);
      expect(await alice.read(order)).toEqual(told);
      expect(await alice.read(order)).toEqual([]);
    }
  });

  it.each(ORDERS)('that an edit adds to comments from before the watch are told, too (%s)', async (order) => {
    const { world, clock } = forge;
    const say = (text: string): readonly string[] => [
      world.comment(APP, 1, 'bob', text),
      world.reviewComment(APP, 1, 'bob', text),
      world.commentIssue(APP, old, 'bob', text),
    ];
    const edit = async (ids: readonly string[], text: string): Promise<readonly string[]> => {
      clock.advance(MINUTE);
      for (const id of ids) world.editComment(APP, id, text);
      return alice.read(order);
    };
    const [silent, naming] = [say('Look at that'), say('Look at that, @alice')];
    clock.advance(HOUR);
    const alice = await forge.watch('alice', 'all');

    expect(await edit(naming, 'Do look at that, @alice')).toEqual([]);
    expect(await edit(silent, 'Look at that, @alice')).toEqual(
      silent.map(() => 'comment-mention (mentioned)'),
    );
    expect(await edit(silent, 'Do look at that, @alice')).toEqual([]);
  });

  it.each(ORDERS)('that are taken out of a comment and put in again are told again (%s)', async (order) => {
    const alice = await forge.watch('alice');
    const ids = [
      forge.world.comment(APP, 1, 'bob', 'Look at that, @alice'),
      forge.world.reviewComment(APP, 1, 'bob', 'And that, @alice'),
      forge.world.commentIssue(APP, old, 'bob', 'And here, @alice'),
    ];
    const told = ids.map(() => 'comment-mention (mentioned)');
    const edit = async (text: string): Promise<readonly string[]> => {
      forge.clock.advance(MINUTE);
      for (const id of ids) forge.world.editComment(APP, id, text);
      return [...(await alice.read(order)), ...(await alice.read(order))];
    };

    expect(await alice.read(order)).toEqual(told);
    expect(await edit('Look at that')).toEqual([]);
    expect(await edit('Look at that, @alice, after all')).toEqual(told);
    expect(await edit('Do look at that, @alice, after all')).toEqual([]);
    expect(await edit('Do look at that')).toEqual([]);
    expect(await edit('Look, @alice')).toEqual(told);
  });

  it.each(ORDERS)('that an edit of a description adds are told once (%s)', async (order) => {
    const alice = await forge.watch('alice', 'all');
    forge.world.editDescription(APP, 1, 'For @acme/ops', 'carol');
    expect(await alice.read(order)).toEqual(['merge-request-mention (mentioned)']);

    forge.clock.advance(MINUTE);
    forge.world.editDescription(APP, 1, 'Really for @acme/ops', 'carol');
    expect(await alice.read(order)).toEqual([]);
  });
});

describe.each(['gitlab', 'github'] as const)(
  'a mention that was taken out of a description on %s',
  (kind) => {
    it.each(ORDERS)('is told when it comes again, though nobody looked meanwhile (%s)', async (order) => {
      const forge = await startWatchedForge(kind, ['alice', 'bob']);
      const { world, clock } = forge;
      world.openMergeRequest(APP, { author: 'bob', title: 'Old' });
      const { number } = world.openIssue(APP, { author: 'bob', title: 'Old' });
      clock.advance(HOUR);
      const alice = await forge.watch('alice');
      const edit = (text: string): void => {
        world.editDescription(APP, 1, text, 'bob');
        world.editIssue(APP, number, text, 'bob');
        clock.advance(2 * MINUTE);
      };
      const told = ['issue-mention (mentioned)', 'merge-request-mention (mentioned)'];

      edit('For @alice');
      expect((await alice.read(order)).toSorted()).toEqual(told);
      edit('For nobody');
      await alice.read(order);
      edit('For @alice after all');
      expect((await alice.read(order)).toSorted()).toEqual(told);
      edit('For @alice after all of that');
      expect(await alice.read(order)).toEqual([]);
      await forge.close();
    });
  },
);

describe.each(['gitlab', 'github'] as const)('a request for a review on %s', (kind) => {
  it.each(ORDERS)('is told once, by the inbox or by our own reading (%s)', async (order) => {
    const forge = await startWatchedForge(kind, ['alice', 'bob']);
    const alice = await forge.watch('alice', 'all');
    forge.world.openMergeRequest(APP, { author: 'bob', title: 'New', description: 'For @alice' });
    await alice.read(order);
    forge.clock.advance(MINUTE);
    forge.world.requestReview(APP, 1, 'alice', 'bob');

    expect(await alice.read(order)).toEqual(['review-requested (reviewer)']);
    forge.clock.advance(MINUTE);
    expect(await alice.read(order)).toEqual([]);
    await forge.close();
  });
});

describe('the groups of a person', () => {
  it('are on GitLab those that they were made a member of, however many', async () => {
    const forge = await startWatchedForge('gitlab', ['alice', 'bob']);
    for (let number = 1; number <= 101; number += 1) forge.world.joinTeam(`acme/team-${number}`, 'alice');
    const alice = await forge.watch('alice');
    forge.world.openIssue(APP, { author: 'bob', title: 'Last', description: '@acme/team-101' });
    forge.world.openIssue(APP, { author: 'bob', title: 'Below', description: '@acme/team-1/night, @acme' });

    expect(await alice.read()).toEqual(['issue-mention (mentioned)']);
    await forge.close();
  });

  it('hold up nothing where the forge does not tell them', async () => {
    const forge = await startWatchedForge('gitlab', ['alice', 'bob']);
    forge.faults.add({ path: /graphql/, fault: { kind: 'status', status: 502 } });
    const alice = await forge.watch('alice');
    forge.world.openIssue(APP, { author: 'bob', title: 'New', description: 'For @alice and @acme/ops' });

    expect(await alice.read()).toEqual(['issue-mention (mentioned)']);
    await forge.close();
  });
});
