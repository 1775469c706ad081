import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Subject } from '../../../src/domain/subject.js';
import { ANY_BOT, emptyFilter } from '../../../src/domain/watch-filter.js';
import { ALICE, ALICE_TOKEN, BOB, BotFixture, GROUP, type Shown } from '../../support/bot-fixture.js';
import { aMergeRequest } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';

/** The message whose buttons are pressed. */
let panel: number;
let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  await world.link(ALICE, ALICE_TOKEN, 'alice', [project('11', 'group/app')]);
  await world.say(ALICE, '/watch group/app');
});

afterEach(() => world.stop());

function row() {
  const [only] = [...world.stores.watchRows.values()];
  if (only === undefined) throw new Error('nothing is watched');
  return only;
}

function see(...labels: readonly string[]): void {
  const seen: Subject = aMergeRequest({ id: String(world.stores.seenRows.length), projectId: '11', labels });
  world.stores.seenRows.push(seen);
}

/** All in one message, as a person presses. */
async function press(shown: Shown | undefined, label: string): Promise<Shown | undefined> {
  const button = shown?.buttons.find((one) => one.text.includes(label));
  if (button?.data === undefined) throw new Error(`no button "${label}" on: ${shown?.text ?? 'nothing'}`);
  const [next] = await world.pressData(ALICE, button.data, undefined, { messageId: panel });
  return next;
}

async function openFilter(chat?: object): Promise<Shown | undefined> {
  const [shown] = await world.say(ALICE, '/filters', chat === undefined ? {} : { chat });
  panel = world.telegram.of('sendMessage').length;
  return shown;
}

async function toLabels(mode = 'Only if it fits'): Promise<Shown | undefined> {
  const shown = await openFilter();
  return press(await press(await press(shown, 'Add a rule'), mode), 'Label');
}

function reply(text: string, more: Record<string, unknown> = {}): Promise<readonly Shown[]> {
  return world.say(ALICE, text, { reply_to_message: { message_id: panel }, ...more });
}

const labels = (shown: Shown | undefined): readonly string[] =>
  (shown?.buttons ?? []).map(({ text }) => text);

describe('a rule that is added by buttons', () => {
  it('is chosen among what was seen in the project, and taken out again, in one message', async () => {
    see('urgent', 'bug');
    see('urgent');
    world.stores.seenRows.push(aMergeRequest({ projectId: '99', labels: ['elsewhere'] }));
    const sent = world.telegram.of('sendMessage').length + 1;

    const values = await toLabels();
    expect(values?.text).toContain('group/app tells only what fits, and what has none at all');
    expect(labels(values)).toEqual(['urgent', 'bug', '‹ Other rules', '‹ The filter']);

    const chosen = await press(values, 'urgent');
    expect(labels(chosen)[0]).toBe('✓ urgent');
    const both = await press(chosen, 'bug');
    expect(row()).toMatchObject({
      level: 'custom',
      filter: {
        ...emptyFilter('participating'),
        include: [
          { field: 'label', pattern: 'urgent' },
          { field: 'label', pattern: 'bug' },
        ],
      },
    });

    await press(both, 'urgent');
    expect(row().filter?.include).toEqual([{ field: 'label', pattern: 'bug' }]);
    const fields = await press(both, 'Other rules');
    expect(labels(fields)).toContain('✓ Label (1)');
    const filter = await press(fields, 'The filter');
    expect(filter?.text).toContain('only label:bug');
    expect(world.telegram.of('sendMessage')).toHaveLength(sent);
  });

  it('can leave out, too', async () => {
    see('wip');

    const values = await toLabels('Not if it fits');
    expect(values?.text).toContain('group/app does not tell what fits');
    await press(values, 'wip');

    expect(row().filter).toMatchObject({ include: [], exclude: [{ field: 'label', pattern: 'wip' }] });
  });

  it('is a switch for bots', async () => {
    const shown = await openFilter();
    const fields = await press(await press(shown, 'Add a rule'), 'Not if it fits');

    const on = await press(fields, 'Bots');
    expect(row().filter?.exclude).toEqual([ANY_BOT]);
    expect(labels(on)).toContain('✓ Bots');
    await press(on, 'Bots');

    expect(row().filter?.exclude).toEqual([]);
  });

  it('can be looked for on further pages, and stays on the page where it was pressed', async () => {
    for (let index = 10; index < 30; index += 1) see(`label-${index}`);

    const second = await press(await toLabels(), 'More');
    expect(labels(second)[0]).toBe('label-18');
    const pressed = await press(second, 'label-18');
    expect(labels(pressed)[0]).toBe('✓ label-18');
    const third = await press(pressed, 'More');
    expect(labels(third).slice(0, 4)).toEqual(['label-26', 'label-27', 'label-28', 'label-29']);
    expect(labels(await press(third, 'Back'))[0]).toBe('✓ label-18');
  });

  it('shows typed rules first, so that they can be taken out', async () => {
    see('urgent');
    await world.say(ALICE, '/filters only label:p*');

    const values = await toLabels();
    expect(labels(values).slice(0, 2)).toEqual(['✓ p*', 'urgent']);
    await press(values, 'p*');

    expect(row().filter?.include).toEqual([]);
  });

  it('says that GitLab asks no groups for a review', async () => {
    const shown = await openFilter();

    const values = await press(await press(shown, 'Add a rule'), 'Team');

    expect(values?.text).toContain('GitLab asks no groups for a review');
    expect(values?.text).toContain('I have seen none here yet');
  });

  it('has room among twenty', async () => {
    see('urgent');
    const rules = Array.from({ length: 20 }, (_, index) => `l${index}`).join(',');
    await world.say(ALICE, `/filters not label:${rules}`);

    await press(await toLabels(), 'urgent');

    expect(world.alert()).toContain('There is room for 20 rules');
    expect(row().filter?.include).toEqual([]);
  });
});

describe('a value that is written', () => {
  it('is a reply to the list, which shows it, and goes from a private chat', async () => {
    await toLabels();

    const [shown] = await reply('needs work, p*\n“a, b”');

    expect(row().filter?.include.map(({ pattern }) => pattern)).toEqual(['needs work', 'p*', 'a, b']);
    expect(labels(shown).slice(0, 3)).toEqual(['✓ needs work', '✓ p*', '✓ a, b']);
    expect(shown?.text).toContain('Added: only label:"needs work" label:p* label:"a, b"');
    expect(world.telegram.of('editMessageText').at(-1)).toMatchObject({ message_id: panel });
    expect(world.telegram.of('deleteMessage')).toHaveLength(2);
  });

  it('is no news where it was there before', async () => {
    await toLabels();
    await reply('urgent');

    const [shown] = await reply('Urgent, urgent');

    expect(shown?.text).toContain('Added: only label:Urgent');
    expect((await reply('urgent'))[0]?.text).not.toContain('Added');
    expect(row().filter?.include).toHaveLength(2);
  });

  it('may name its field', async () => {
    await toLabels('Not if it fits');

    await reply('label:wip');

    expect(row().filter?.exclude).toEqual([{ field: 'label', pattern: 'wip' }]);
  });

  it.each([
    ['x'.repeat(5_000), 'is too long'],
    ['a*b*c*d', 'has too many stars'],
    [' , ,', 'needs a value'],
    [Array.from({ length: 30 }, (_, index) => `l${index}`).join(), 'is one rule too many'],
  ])('is refused in a sentence where it is none: %.20s', async (text, expected) => {
    await toLabels();

    const [answer] = await reply(text);

    expect(answer?.text).toContain(expected);
    expect(answer?.text.length).toBeLessThan(200);
    expect(row().filter).toBeNull();
  });

  it('is text, and cannot become anything else', async () => {
    await toLabels();

    const [shown] = await reply('<b>@everyone</b> [x](http://evil) `y` /forget');

    expect(row().filter?.include).toEqual([
      { field: 'label', pattern: '<b>@everyone</b> [x](http://evil) `y` /forget' },
    ]);
    expect(JSON.stringify(world.telegram.of('editMessageText').at(-1))).not.toContain('text_mention');
    expect(shown?.text).toContain('<b>@everyone</b>');
  });

  it('is nobody else’s to write', async () => {
    await toLabels();

    await world.say(BOB, 'mine', { reply_to_message: { message_id: panel } });

    expect(row().filter).toBeNull();
  });

  it('counts while the list is shown: not behind a way back, nor after “stop”', async () => {
    const values = await toLabels();
    const fields = await press(values, 'Other rules');
    await reply('late');
    expect(row().filter).toBeNull();

    await press(fields, 'Label');
    const [filter] = await reply('stop');
    expect(filter?.text).toContain('Filter of group/app');
    await reply('late');
    expect(row().filter).toBeNull();
  });

  it('needs text', async () => {
    await toLabels();

    const [answer] = await reply('', { photo: [{ file_id: 'f', file_unique_id: 'u', width: 1, height: 1 }] });

    expect(answer?.text).toContain('text');
    expect(row().filter).toBeNull();
  });

  it('says so where the watch is gone', async () => {
    await toLabels();
    world.stores.watchRows.clear();

    const [answer] = await reply('urgent');

    expect(answer?.text).toContain('not here any more');
  });
});

describe('a press that is late or forged', () => {
  it('says that the value is not known any more, and shows what is', async () => {
    see('urgent');
    const values = await toLabels();
    world.stores.seenRows.length = 0;
    see('other');

    const shown = await press(values, 'urgent');

    expect(world.alert()).toContain('I do not know that value any more');
    expect(labels(shown)[0]).toBe('other');
    expect(row().filter).toBeNull();
  });

  it("opens nothing of another chat's watch", async () => {
    const { id } = row();
    for (const data of [`fn:${id}:include`, `fw:${id}:include.label.0`, `fv:${id}:exclude.bots.x`]) {
      expect(await world.pressData(BOB, data)).toEqual([]);
      expect(world.alert()).toContain('not here any more');
    }
    expect(row().filter).toBeNull();
  });

  it('shows the last page where the list has become shorter', async () => {
    see('urgent');

    const [shown] = await world.pressData(ALICE, `fw:${row().id}:include.label.99`);

    expect(labels(shown)[0]).toBe('urgent');
  });
});

it('adds rules in a group, where a reply stays', async () => {
  const [question] = await world.say(ALICE, '/watch group/app', { chat: GROUP });
  await world.press(ALICE, question, 'Yes', GROUP);
  const inGroup = () => [...world.stores.watchRows.values()].find(({ chatKey }) => chatKey === '-1001');
  await openFilter(GROUP);
  await world.pressData(ALICE, `fw:${inGroup()?.id ?? ''}:include.label.0`, GROUP, { messageId: panel });
  const deleted = world.telegram.of('deleteMessage').length;

  await world.say(ALICE, 'urgent', { chat: GROUP, reply_to_message: { message_id: panel } });

  expect(inGroup()?.filter?.include).toEqual([{ field: 'label', pattern: 'urgent' }]);
  expect(world.telegram.of('deleteMessage')).toHaveLength(deleted);
});
