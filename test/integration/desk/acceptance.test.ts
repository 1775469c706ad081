import { afterEach, describe, expect, it } from '@jest/globals';
import { DeskScene, OWNER, PATH, plain, STAFF } from '../../support/desk-scene.js';
import type { GitlabSide } from '../../support/forge-side.js';
import { waitUntil } from '../../support/wait-until.js';

let scene: DeskScene;

afterEach(() => scene.stop());

const LIMIT_MS = 240_000;

describe.each(['gitlab', 'github'] as const)('a ticket on %s', (kind) => {
  it(
    'tells its reporter, who has no account, all that happens to it',
    async () => {
      scene = await DeskScene.start(kind);
      const { world } = scene.side;
      await scene.openDesk();

      // 1: it is created.
      const card = await scene.report();
      const issue = await scene.issue();
      expect(issue.title).toBe('The basket is empty');
      expect(issue.description ?? issue.body).toBe('**Rita** (on Telegram):\n\nSince this morning.');
      expect(plain(card)).toContain('#1 The basket is empty');

      // 2: somebody of the staff comments.
      world.commentIssue(PATH, 1, STAFF, 'Which browser?');
      const comment = await scene.hears(/sam commented\nWhich browser\?/i);
      expect(comment.replyTo).toBe(card.id);

      // 3: and answers in a thread, where the forge has any on issues.
      const thread = await answerInThread(scene);
      const answered = await scene.hears(/And which version\?/);
      expect(plain(answered)).toContain(kind === 'gitlab' ? 'Sam answered' : 'sam commented');

      // GitLab's own Service Desk takes it over as a ticket, to which the rest happens.
      if (kind === 'gitlab') (world as GitlabSide['world']).makeTicket(PATH, 1, 'rita@example.com');

      // 4: the reporter replies, and changes what they said.
      const reply = scene.say(scene.rita, 'Versoin 7, ask @sam', { replyTo: answered.id });
      await scene.hears(/Sent to #1/);
      expect((await scene.said()).at(-1)).toBe('**Rita** (on Telegram):\n\nVersoin 7, ask @\u2060sam');
      if (thread !== null) expect(await notesIn(scene, thread)).toBe(3);
      scene.telegram.world.edit(scene.rita.id, reply, 'Version 7');
      await waitUntil(
        async () => (await scene.said()).at(-1) === '**Rita** (on Telegram):\n\nVersion 7',
        'the change',
        20_000,
      );

      // 5 and 6: it is assigned and labelled.
      world.assignIssue(PATH, 1, STAFF, STAFF);
      await scene.hears(/Assigned to sam/i);
      await labelled(scene);
      await scene.hears(/Labelled bug/);
      await scene.shows(card, /bug[\s\S]*sam/i);

      // 7: the issue's author comments, who is the desk's owner.
      world.commentIssue(PATH, 1, OWNER, 'Found it.');
      await scene.hears(/olga commented\nFound it\./i);

      // 8: it is closed.
      world.closeIssue(PATH, 1, STAFF);
      await scene.hears(/Closed/);
      await scene.shows(card, /Ticket closed/);

      const own = scene.telegram.world
        .botMessages(scene.group.id)
        .filter((one) => /Version|Versoin/.test(one.text));
      expect(own).toEqual([]);
    },
    LIMIT_MS,
  );

  it(
    'is closed and reopened by its reporter, and by nobody else in the chat',
    async () => {
      scene = await DeskScene.start(kind);
      await scene.openDesk();
      const card = await scene.report('/report Broken');

      expect(await scene.press(scene.olga, card, 'Close')).toBe(
        'Only whoever reported it can do that. Ask them.',
      );
      await scene.press(scene.rita, card, 'Close');
      const closed = await scene.shows(card, /Ticket closed/);
      await scene.hears(/☑️ Closed( by Rita)?$/);
      expect((await scene.issue()).state).toBe('closed');

      await scene.press(scene.rita, closed, 'Reopen');
      await scene.shows(card, /Ticket open/);
      await scene.hears(/Reopened( by Rita)?$/);
      expect((await scene.issue()).state).toMatch(/^open/);
    },
    LIMIT_MS,
  );
});

async function labelled({ side, asStaff }: DeskScene): Promise<void> {
  if (side.kind === 'gitlab') await asStaff.call(scene, 'PUT', '/issues/1', { labels: 'bug' });
  else await asStaff.call(scene, 'POST', '/issues/1/labels', { labels: ['bug'] });
}

/** Sam answers his own words; GitHub has no threads on issues. */
async function answerInThread({ side, asStaff }: DeskScene): Promise<string | null> {
  const ask = asStaff.bind(scene);
  if (side.kind === 'github') {
    await ask('POST', '/issues/1/comments', { body: 'And which version?' });
    return null;
  }
  const { id } = (await ask('POST', '/issues/1/discussions', { body: 'First things first.' })) as {
    id: string;
  };
  await ask('POST', `/issues/1/discussions/${id}/notes`, { body: 'And which version?' });
  return id;
}

async function notesIn({ asStaff }: DeskScene, thread: string): Promise<number> {
  const found = (await asStaff.call(scene, 'GET', `/issues/1/discussions/${thread}`, {})) as {
    notes: unknown[];
  };
  return found.notes.length;
}
