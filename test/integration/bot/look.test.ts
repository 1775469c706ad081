import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChangedFile } from '../../../src/domain/ports/forge-actions.js';
import { HOUR } from '../../../src/domain/time.js';
import { ALICE, type Shown } from '../../support/bot-fixture.js';
import { aMergeRequest, BOB as AUTHOR } from '../../support/builders.js';
import { aMergeRequestLook } from '../../support/some-looks.js';
import { ActingScene, labels } from './acting-scene.js';

let scene: ActingScene;

function file(path: string, over: Partial<ChangedFile> = {}): ChangedFile {
  return {
    path,
    oldPath: null,
    change: 'changed',
    additions: 3,
    deletions: 1,
    diff: '@@ -1 +1 @@\n-a\n+b',
    ...over,
  };
}

beforeEach(async () => {
  scene = await ActingScene.start();
  scene.tell(aMergeRequest());
  scene.see(
    aMergeRequestLook({
      gate: 'needs-approval',
      pipelineStatus: 'success',
      size: { files: 2, additions: 40, deletions: 2 },
    }),
  );
  scene.forge.changes = {
    files: [
      file('src/a.ts'),
      file('docs/b.png', { change: 'added', additions: null, deletions: null, diff: null }),
    ],
    hasMore: false,
  };
  scene.forge.threads = [{ id: '1', author: AUTHOR, body: 'Why?', path: null, url: null }];
});

afterEach(() => scene.world.stop());

async function look(): Promise<Shown | undefined> {
  const [shown] = await scene.press('look');
  return shown;
}

describe('a look before approving', () => {
  it('shows how it stands, how much it is, and which files', async () => {
    expect((await look())?.text.split('\n')).toEqual([
      '🟢 Open',
      '!12 Add the basket',
      'group/app · Bob Baker · basket → main',
      'It needs an approval.',
      'Its pipeline: green.',
      'One thread is open.',
      '2 files · +40 −2',
      '🟡 src/a.ts +3 −1',
      '🟢 docs/b.png',
    ]);
  });

  it('turns the pages of the diff, and back', async () => {
    const summary = await look();
    expect(labels(summary)).toEqual(['Diff ›', '✅ Approve', '✋ Request changes', '💬 Comment']);

    const [first] = await scene.world.press(ALICE, summary, 'Diff');
    expect(first?.text).toBe('File 1 of 2\n🟡 src/a.ts +3 −1\n@@ -1 +1 @@\n-a\n+b');
    const [second] = await scene.world.press(ALICE, first, 'More');
    expect(second?.text).toContain('There is no text to show');
    expect(labels(second)[0]).toBe('‹ Back');
    expect(labels(second)).not.toContain('More ›');
    const [again] = await scene.world.press(ALICE, second, 'Back');
    expect(again?.text).toBe(first?.text);
  });

  it('turns on past any number of files, and acts only by the buttons that say so', async () => {
    scene.forge.changes = {
      files: Array.from({ length: 20 }, (_, index) => file(`src/${index}.ts`)),
      hasMore: true,
    };
    let [shown] = await scene.world.press(ALICE, await look(), 'Diff');

    for (let at = 2; at <= 1_001; at += 1) {
      scene.world.now = new Date(scene.world.now.getTime() + 10_000);
      [shown] = await scene.world.press(ALICE, shown, 'More');
    }

    expect(shown?.text).toMatch(/^File 1,001 of 1,001/);
    expect(scene.forge.orders).toEqual([]);
  });

  it('shows of a huge diff what a message holds, cut at a line', async () => {
    const diff = Array.from({ length: 2_000 }, (_, index) => `+line ${index}`).join('\n');
    scene.forge.changes = { files: [file('huge.txt', { diff })], hasMore: false };

    const [shown] = await scene.world.press(ALICE, await look(), 'Diff');

    expect(shown?.text.length).toBeLessThan(4_096);
    expect(shown?.text.split('\n').at(-2)).toMatch(/^\+line \d+$/);
    expect(shown?.text).toContain('The diff goes on.');
  });

  it('approves the head that it showed, and leaves the look on the screen', async () => {
    const shown = await look();

    const [done] = await scene.world.press(ALICE, shown, 'Approve');

    expect(done?.text).toBe('✅ You approved MR !12.');
    expect(done?.payload.message_id).toBeUndefined();
    expect(scene.forge.orders).toEqual([{ action: 'approve', number: '12', headSha: 'b'.repeat(40) }]);
  });

  it.each(['look', 'more'])('can be read for hours before it is acted on (%s)', async (opened) => {
    const [shown] = await scene.press(opened);
    scene.world.now = new Date(scene.world.now.getTime() + 5 * HOUR);

    await scene.world.press(ALICE, shown, 'Approve');

    expect(scene.forge.orders).toMatchObject([{ action: 'approve', headSha: 'b'.repeat(40) }]);
  });

  it('goes back to the summary and says so where the head has moved between two pages', async () => {
    const summary = await look();
    scene.see(aMergeRequestLook({ mergeRequest: aMergeRequest({ headSha: 'c'.repeat(40) }) }));

    const [moved] = await scene.world.press(ALICE, summary, 'Diff');

    expect(moved?.text.split('\n').slice(0, 3)).toEqual([
      'New commits came in since: MR !12 is at cccccccc now.',
      '🟢 Open',
      '!12 Add the basket',
    ]);
    const [done] = await scene.world.press(ALICE, moved, 'Approve');
    expect(done?.text).toBe('✅ You approved MR !12.');
    expect(scene.forge.orders).toMatchObject([{ headSha: 'c'.repeat(40) }]);
    const [page] = await scene.world.press(ALICE, moved, 'Diff');
    expect(page?.text).toContain('File 1 of');
  });

  it('says so where the news that it was opened from showed another head', async () => {
    scene.see(aMergeRequestLook({ mergeRequest: aMergeRequest({ headSha: 'c'.repeat(40) }) }));

    expect((await look())?.text).toContain('New commits came in since: MR !12 is at cccccccc now.');
  });

  it('is pinned by a command in reply to it as by its buttons', async () => {
    scene.see(aMergeRequestLook({ mergeRequest: aMergeRequest({ headSha: 'c'.repeat(40) }) }));
    await look();
    const shown = scene.world.telegram.of('sendMessage').length;

    const [done] = await scene.world.say(ALICE, '/approve', { reply_to_message: { message_id: shown } });

    expect(done?.text).toBe('✅ You approved MR !12.');
  });

  it('opens by a command, and says how where nothing is named', async () => {
    const [byReply] = await scene.reply('/look');
    expect(byReply?.text).toContain('2 files');
    const [byName] = await scene.world.say(ALICE, '/look group/app!12');
    expect(byName?.text).toContain('2 files');
    const [how] = await scene.world.say(ALICE, '/look');
    expect(how?.text).toContain('Reply with /look');
  });
});
