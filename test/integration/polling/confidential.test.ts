import { afterEach, expect, it } from '@jest/globals';
import type { GitlabSide } from '../../support/forge-side.js';
import { GROUP, PATH, PEOPLE, Town } from './town.js';

const LIMIT_MS = 60_000;

/** Which of these words stand there. */
function wordsIn(text: string | readonly string[], words: readonly string[]): readonly string[] {
  return words.filter((word) => [text].flat().join(' ').includes(word));
}

const SECRETS = ['xylophone', 'quokka', 'marzipan', 'zeppelin', 'obelisk', 'gazebo'] as const;
const PUBLIC = ['daylight', 'sunrise'] as const;

let town: Town;

afterEach(() => town.close());

/** Sam writes everything. */
async function writeOnGitlab(): Promise<void> {
  const { world } = town.side as GitlabSide;
  const mergeRequest = world.openMergeRequest(PATH, { author: 'gus', title: 'Open to all' }).number;
  const issue = world.openIssue(PATH, { author: 'gus', title: 'Open to all' }).number;
  const turned = world.openIssue(PATH, { author: 'sam', title: 'Open until it is not' }).number;
  await town.hours(2);
  const hidden = world.openConfidentialIssue(PATH, {
    author: 'sam',
    title: 'xylophone',
    description: 'cc @alice @gus',
    assignees: ['alice'],
  }).number;
  world.commentIssue(PATH, hidden, 'sam', '@alice @gus quokka');
  world.internalIssueComment(PATH, issue, 'sam', 'marzipan');
  // A to-do item does not say that the note is internal.
  world.internalIssueComment(PATH, issue, 'sam', '@alice @gus zeppelin');
  world.internalComment(PATH, mergeRequest, 'sam', '@alice @gus obelisk');
  world.commentIssue(PATH, issue, 'sam', 'daylight');
  world.commentIssue(PATH, issue, 'sam', '@alice sunrise');
  await hide(turned);
  world.commentIssue(PATH, turned, 'sam', '@alice @gus gazebo');
  await town.hours(4);
}

async function hide(issue: number): Promise<void> {
  const { secret, forge } = town.side.session('sam', { scopes: ['api'] });
  const url = `${forge.apiUrl}/projects/${encodeURIComponent(PATH)}/issues/${issue}`;
  const { ok } = await fetch(url, {
    method: 'PUT',
    headers: { 'PRIVATE-TOKEN': secret.reveal(), 'Content-Type': 'application/json' },
    body: JSON.stringify({ confidential: true }),
  });
  expect(ok).toBe(true);
}

it(
  'what not everybody may read on GitLab reaches those alone whose own token reads it, and no group; the rest all of them',
  async () => {
    town = await Town.open('gitlab');
    const project = town.side.addProject(PATH, ['alice', 'sam']);
    town.side.setRole(PATH, 'gus', 'guest');
    await town.moveIn(project);

    await writeOnGitlab();

    expect(wordsIn(await town.told(PEOPLE.alice), SECRETS)).toEqual(SECRETS);
    expect(wordsIn(await town.told(PEOPLE.gus), SECRETS)).toEqual([]);
    expect(wordsIn(await town.told(GROUP), SECRETS)).toEqual([]);
    expect(wordsIn(await town.timeline('alice'), SECRETS)).toEqual(SECRETS);
    expect(wordsIn(await town.timeline('gus'), SECRETS)).toEqual([]);
    for (const chat of [GROUP, PEOPLE.gus]) expect(wordsIn(await town.digest(chat), SECRETS)).toEqual([]);
    for (const chat of [GROUP, PEOPLE.alice, PEOPLE.gus]) {
      const told = await town.told(chat);
      const times = PUBLIC.map((word) => told.filter((one) => one.includes(word)).length);
      expect([chat, times]).toEqual([chat, [1, 1]]);
    }
  },
  LIMIT_MS,
);

it(
  'what is in a private repository of GitHub reaches nobody who was taken out of it',
  async () => {
    town = await Town.open('github');
    await town.moveIn(town.side.addProject(PATH, ['alice', 'gus', 'sam']));
    const { world } = town.side;
    const { number } = world.openIssue(PATH, { author: 'sam', title: 'daylight' });
    await town.hours(2);

    world.removeMember(PATH, 'gus');
    world.commentIssue(PATH, number, 'sam', '@alice @gus xylophone');
    world.openIssue(PATH, { author: 'sam', title: 'quokka', assignees: ['alice'] });
    await town.hours(4);

    const words = ['daylight', 'xylophone', 'quokka'];
    expect(wordsIn(await town.told(PEOPLE.alice), words)).toEqual(words);
    expect(wordsIn(await town.told(PEOPLE.gus), words)).toEqual(['daylight']);
    expect(wordsIn(await town.timeline('alice'), words)).toEqual(words);
    expect(wordsIn(await town.timeline('gus'), ['xylophone', 'quokka'])).toEqual([]);
    // Alice lends the group her eyes.
    expect(wordsIn(await town.told(GROUP), words)).toEqual(words);
  },
  LIMIT_MS,
);

it.each(['gitlab', 'github'] as const)(
  'what somebody said from here on %s is told to others, not to them by any account, nor where it was written',
  async (kind) => {
    town = await Town.open(kind);
    const project = town.side.addProject(PATH, ['alice', 'gus', 'sam']);
    await town.moveIn(project);
    await town.link('sam', project, 'gus');
    const { number } = town.side.world.openIssue(PATH, { author: 'sam', title: 'daylight' });
    await town.hours(1);

    await town.say(number, '@alice xylophone', GROUP);
    await town.say(number, '@sam quokka', PEOPLE.gus);
    await town.hours(1);
    await town.say(number, 'marzipan', GROUP, true);
    await town.hours(1);
    town.side.world.commentIssue(PATH, number, 'gus', 'zeppelin');
    await town.hours(1);

    const words = ['xylophone', 'quokka', 'marzipan', 'zeppelin'];
    expect(wordsIn(await town.told(PEOPLE.alice), words)).toEqual(words);
    expect(wordsIn(await town.told(GROUP), words)).toEqual(['quokka', 'zeppelin']);
    // Said on the forge itself.
    expect(wordsIn(await town.told(PEOPLE.gus), words)).toEqual(['zeppelin']);
  },
  LIMIT_MS,
);
