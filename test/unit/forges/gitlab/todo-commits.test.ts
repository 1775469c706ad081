import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FakeGitlab } from './fake-gitlab.js';
import { at, FOREIGN_ID, rawTodo } from './fixtures.js';

const PAGE = 'https://gitlab.example.com/team/app/-/commit/abcdef';
const COMMIT = { id: 'abcdef', title: 'Round', message: 'Round\n\nAs @alice asked.', web_url: PAGE };
const MESSAGE = {
  action_name: 'mentioned',
  target_type: 'Commit',
  target: COMMIT,
  target_url: PAGE,
  body: 'Round',
  created_at: at(2),
};
const COMMENT = { ...MESSAGE, target_url: `${PAGE}#note_12`, body: '@Alice why?' };

let gitlab: FakeGitlab;

beforeEach(async () => {
  gitlab = await FakeGitlab.start();
});

afterEach(() => gitlab.stop());

/** What the inbox makes of an item that is new to it. */
async function readNew(todo: Record<string, unknown>) {
  gitlab.on('/todos', [rawTodo(7)]);
  const { cursor } = await gitlab.read({ kind: 'inbox' });
  gitlab.on('/todos', [rawTodo(8, todo), rawTodo(7)]).takePaths();
  return gitlab.read({ kind: 'inbox', cursor });
}

describe('an item about a commit', () => {
  it('shows the whole message that names the reader, without a further request', async () => {
    const { sightings, wakes } = await readNew(MESSAGE);

    expect(sightings).toEqual([
      {
        isNews: true,
        subject: {
          kind: 'commit-note',
          id: '10:abcdef',
          projectId: '10',
          sha: 'abcdef',
          title: 'Round',
          author: expect.objectContaining({ login: 'bob' }),
          body: COMMIT.message,
          isComment: false,
          mentions: ['alice'],
          url: PAGE,
          createdAt: at(2),
          updatedAt: at(2),
        },
      },
    ]);
    expect(wakes).toEqual([]);
    expect(gitlab.takePaths()).toEqual(['/todos']);
  });

  it('shows the comment that names the reader', async () => {
    const { sightings } = await readNew({ ...COMMENT, action_name: 'directly_addressed' });

    expect(sightings).toMatchObject([
      { subject: { id: '10:note-12', isComment: true, body: '@Alice why?', url: `${PAGE}#note_12` } },
    ]);
  });

  it('shows what is addressed to a group of the reader', async () => {
    const { sightings } = await readNew({ ...COMMENT, body: '@acme/shop look' });

    expect(sightings).toMatchObject([{ subject: { mentions: ['acme/shop'] } }]);
  });

  it('is told of the one whose account is gone, too, and cut where it is huge', async () => {
    const { sightings } = await readNew({ ...COMMENT, author: null, body: `@alice ${'x'.repeat(9_000)}` });

    expect(sightings).toMatchObject([{ subject: { author: { login: 'ghost' }, mentions: ['alice'] } }]);
    expect(JSON.stringify(sightings).length).toBeLessThan(3_000);
  });

  it.each([
    ['has no target', { ...COMMENT, target: null }],
    ['leads nowhere', { ...MESSAGE, target: { ...COMMIT, web_url: null }, target_url: null }],
    ['names nobody outside of code and quotes', { ...COMMENT, body: '`@alice`\n\n> @alice' }],
    ['is no mention', { ...COMMENT, action_name: 'marked' }],
    ['belongs to a project that is not watched', { ...COMMENT, project: { id: FOREIGN_ID } }],
  ])('shows nothing and moves the cursor where it %s', async (_case, todo) => {
    expect(await readNew(todo)).toMatchObject({ sightings: [], cursor: { id: 8 } });
  });
});
