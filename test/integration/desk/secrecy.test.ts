import { afterEach, expect, it } from '@jest/globals';
import { inspect } from 'node:util';
import { DeskScene, OWNER, PATH, STAFF } from '../../support/desk-scene.js';
import { waitUntil } from '../../support/wait-until.js';
import type { GitlabSide } from '../../support/forge-side.js';

let scene: DeskScene;

afterEach(() => scene.stop());

const LIMIT_MS = 180_000;

/** One word for each way in which it could get out. */
const SECRETS = ['xylophone', 'quokka', 'marzipan', 'zeppelin', 'obelisk', 'pangolin'] as const;

function gitlab(): GitlabSide['world'] {
  return scene.side.world as GitlabSide['world'];
}

/** All that somebody without an account could come by: messages of the group and of their own chat, and rows about them. */
async function withinReach(): Promise<string> {
  const { telegram, group, rita, log, olga } = scene;
  const chats = [group.id, rita.id].map((id) => telegram.world.messages(id));
  const replies = telegram.server.log.entries.filter(({ body }) => !isTo(body, olga.id));
  const rows = [
    await scene.sql(`SELECT * FROM ticket`),
    await scene.sql(`SELECT * FROM held_comment`),
    await scene.sql(`SELECT * FROM desk`),
    await scene.sql(`SELECT * FROM card`),
    await scene.sql(`SELECT * FROM action`),
    await scene.sql(`SELECT * FROM pending`),
    await scene.sql(`SELECT * FROM outbox WHERE chat_key <> '${olga.id}'`),
  ];
  return inspect([chats, replies.map(({ body }) => body), rows, log.entries], {
    depth: null,
    maxStringLength: null,
    maxArrayLength: null,
  });
}

async function isRead(word: string): Promise<boolean> {
  const rows = await scene.sql(
    `SELECT 1 FROM snapshot WHERE kind = 'comment' AND body ->> 'body' LIKE '%${word}%'`,
  );
  return rows.length > 0;
}

/** The comment was seen, and then the issue. */
async function isSettled(word: string): Promise<boolean> {
  const tickets = await scene.sql(`SELECT 1 FROM ticket WHERE seen ->> 'isConfidential' = 'true'`);
  const held = await scene.sql(`SELECT 1 FROM held_comment`);
  return (await isRead(word)) && tickets.length > 0 && held.length === 0;
}

function isTo(body: unknown, chatId: number): boolean {
  return String((body as { chat_id?: unknown } | null)?.chat_id) === String(chatId);
}

it(
  'keeps every word of internal notes and of a confidential issue from whoever has no account',
  async () => {
    scene = await DeskScene.start('gitlab');
    await scene.openDesk();
    // The group follows the project, too: by itself it would be told all that Olga may read.
    const question = await scene.ask(scene.olga, scene.group.id, `/watch ${PATH} all`, /follow acme\/shop/);
    await scene.press(scene.olga, question, labelOf(question, /yes/i));
    await scene.shows(question, /I watch acme\/shop/);
    const card = await scene.report();

    const internal = gitlab().internalIssueComment(PATH, 1, STAFF, `Internal: ${SECRETS[0]}`);
    // A to-do item does not say that the note is internal.
    gitlab().internalIssueComment(PATH, 1, STAFF, `@${OWNER} internal: ${SECRETS[1]}`);
    const { id } = (await scene.asStaff('POST', '/issues/1/discussions', {
      body: `Begun in secret: ${SECRETS[2]}`,
      internal: true,
    })) as { id: string };
    await scene.asStaff('POST', `/issues/1/discussions/${id}/notes`, { body: `Answered: ${SECRETS[2]}` });
    gitlab().commentIssue(PATH, 1, STAFF, 'For all to read.');
    await scene.hears(/Sam commented\nFor all to read\./);
    gitlab().editComment(PATH, internal, `Internal, changed: ${SECRETS[5]}`);
    await waitUntil(() => isRead(SECRETS[5]), 'a look at the changed note', 30_000);

    await scene.asStaff('PUT', '/issues/1', { confidential: true, add_labels: SECRETS[3] });
    gitlab().commentIssue(PATH, 1, STAFF, `On a confidential issue: ${SECRETS[4]}`);
    await waitUntil(() => isSettled(SECRETS[4]), 'a look at the confidential issue', 30_000);
    expect(await scene.press(scene.rita, card, 'Close')).toContain('did not work');
    await scene.asStaff('PUT', '/issues/1', { confidential: false, labels: 'bug' });
    gitlab().commentIssue(PATH, 1, STAFF, 'For all again.');
    await scene.hears(/Sam commented\nFor all again\./);
    await scene.press(scene.rita, card, 'Close');
    await scene.hears(/☑️ Closed( by Rita)?$/);

    const found = await withinReach();
    expect(found).toContain('For all to read.');
    expect(SECRETS.filter((word) => found.includes(word))).toEqual([]);
    // Whoever may read them was told: the search would find them.
    const olgas = inspect(await scene.sql(`SELECT body FROM event`), { depth: null });
    expect(olgas).toContain(SECRETS[0]);
  },
  LIMIT_MS,
);

function labelOf({ buttons }: { buttons: readonly (readonly { text: string }[])[] }, wanted: RegExp): string {
  return buttons.flat().find(({ text }) => wanted.test(text))?.text ?? '';
}
