import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ActionRefused } from '../../../src/domain/actions/refusal.js';
import type { RunInput, Workflow } from '../../../src/domain/ports/forge-actions.js';
import { ALICE, BotFixture, GITHUB, GITHUB_TOKEN, type Shown } from '../../support/bot-fixture.js';
import { aMergeRequest, anEvent, anEventNotification, aPipeline } from '../../support/builders.js';
import { project } from '../../support/fake-forge.js';
import { labels, NEWS } from './acting-scene.js';

const SITE = { ...project('9', 'octo/site'), url: 'https://github.com/octo/site' };

const input = (name: string, more: Partial<RunInput> = {}): RunInput => ({
  name,
  description: null,
  isRequired: false,
  default: null,
  choices: null,
  ...more,
});
const DEPLOY: Workflow = {
  id: '70',
  name: 'Deploy site',
  inputs: [
    input('target', { description: 'Where to?', isRequired: true, choices: ['staging', 'live'] }),
    input('dry-run', { default: 'false', choices: ['true', 'false'] }),
    input('note'),
  ],
};
const NIGHTLY: Workflow = { id: '71', name: 'Nightly', inputs: [] };

let world: BotFixture;

beforeEach(async () => {
  world = await BotFixture.start();
  const facts = { canWrite: true };
  world.github.allow(GITHUB, GITHUB_TOKEN, { login: 'alice', projects: [SITE], facts });
  await world.say(ALICE, `/token ${GITHUB_TOKEN}`);
  await world.say(ALICE, '/watch octo/site');
  world.github.actions.workflows = [DEPLOY, NIGHTLY];
  world.github.actions.branches = ['main', 'feature/page'];
  world.github.actions.answer = () => Promise.resolve({ id: '9001', url: 'https://github.com/run/9001' });
});

afterEach(() => world.stop());

const say = (text: string, more = {}): Promise<readonly Shown[]> => world.say(ALICE, text, more);
const press = (shown: Shown | undefined, label: string): Promise<readonly Shown[]> =>
  world.press(ALICE, shown, label);

function answer(text: string): Promise<readonly Shown[]> {
  return say(text, { reply_to_message: { message_id: world.telegram.of('sendMessage').length } });
}

const order = (more: object) => ({
  action: 'run-pipeline',
  ref: 'main',
  workflowId: '70',
  variables: {},
  ...more,
});

describe('a workflow step by step', () => {
  it('is chosen with its branch, asked for each of its inputs, and run', async () => {
    let [shown] = await say('/run');
    expect(shown?.text).toBe('Which workflow of octo/site?');
    expect(labels(shown)).toEqual(['Deploy site', 'Nightly', 'Cancel']);
    [shown] = await press(shown, 'Deploy site');
    expect(shown?.text).toContain('On which branch of octo/site?');
    [shown] = await press(shown, 'feature/page');
    expect(shown?.text).toContain('Workflow: Deploy site\nBranch or tag: feature/page');
    expect(shown?.text).toContain('Still needed: target');
    expect(labels(shown)).toEqual(['Inputs', 'Branch', 'Workflow', 'Cancel']);

    [shown] = await press(shown, 'Inputs');
    expect(shown?.text).toBe('Input 1 of 3: target\nWhere to?\nPress one of these.');
    expect(labels(shown)).toEqual(['staging', 'live', '‹ Draft']);
    [shown] = await press(shown, 'live');
    expect(shown?.text).toContain('Input 2 of 3: dry-run');
    expect(labels(shown)).toEqual(['true', 'false', 'Leave the default: false', '‹ Draft']);
    [shown] = await press(shown, 'Leave the default');
    expect(shown?.text).toContain('Input 3 of 3: note\nReply to this message with the value.');
    [shown] = await answer('for the fair');
    expect(shown?.text).toContain('target = live\nnote = for the fair');
    [shown] = await press(shown, 'Run');
    expect(shown?.text).toContain('Run this workflow?');
    [shown] = await press(shown, 'Run');

    expect(shown?.text).toBe('▶️ Started Deploy site on feature/page in octo/site.');
    expect(world.github.actions.orders).toEqual([
      order({ ref: 'feature/page', variables: { target: 'live', note: 'for the fair' } }),
    ]);
    expect((await say('/history'))[0]?.text).toContain('▶️ Run a workflow in octo/site');
  });

  it('is found among many, page by page', async () => {
    world.github.actions.workflows = Array.from({ length: 40 }, (_, n) => ({
      ...NIGHTLY,
      id: `${n}`,
      name: `Job ${n}`,
    }));
    const [first] = await say('/run');
    expect(first?.text).toContain('Page 1 of 5');

    const [second] = await press(first, 'More');
    const [branches] = await press(second, 'Job 15');

    expect((await press(branches, 'main'))[0]?.text).toContain('Workflow: Job 15');
  });

  it('is taken where it is the only one, and told where there is none', async () => {
    world.github.actions.workflows = [NIGHTLY];
    const [branches] = await say('/run');
    const [card] = await press(branches, 'main');
    expect(card?.text).toContain('Workflow: Nightly');
    expect(labels(card)).toEqual(['▶️ Run', 'Branch', 'Cancel']);

    world.github.actions.workflows = [];
    const [none] = await say('/run octo/site main');
    expect(none?.text).toContain('octo/site has no workflow on main that can be run by hand.');
  });

  it('is chosen anew where it is not on the branch', async () => {
    const [card] = await say('/run octo/site nightly@main');
    const [branches] = await press(card, 'Branch');
    world.github.actions.workflows = [DEPLOY];

    const [other] = await press(branches, 'feature/page');

    expect(other?.text).toContain('Nightly cannot be run by hand on feature/page. Choose another one.');
    expect((await press(other, 'Deploy site'))[0]?.text).toContain('Workflow: Deploy site');
  });

  it('takes back an input that may be left out', async () => {
    let [shown] = await say('/run octo/site deploy-site@main target=live note=x');
    [shown] = await press(shown, 'Inputs');
    expect(shown?.text).toContain('Now: live');
    expect((await answer('mars'))[0]?.text).toContain('Press one of these.');
    [shown] = await answer('staging');
    [shown] = await press(shown, 'Leave the default');
    [shown] = await press(shown, 'Leave it out');

    expect(shown?.text).toContain('target = staging');
    expect(shown?.text).not.toContain('note =');
  });
});

describe('a workflow in one line', () => {
  it.each([
    ['deploy-site@main', 'Deploy site', 'main'],
    ['"Deploy Site@v1.0"', 'Deploy site', 'v1.0'],
    ['nightly@pkg@2.0', 'Nightly', 'pkg@2.0'],
  ])('%s names it and its ref', async (words, workflow, ref) => {
    const [card] = await say(`/run octo/site ${words} target=live`);

    expect(card?.text).toContain(`Workflow: ${workflow}\nBranch or tag: ${ref}`);
  });

  it('is a ref as a whole where there is no workflow of that name', async () => {
    world.github.actions.workflows = [NIGHTLY];

    const [card] = await say('/run octo/site pkg@2.0');

    expect(card?.text).toContain('Branch or tag: pkg@2.0');
  });

  it('leaves out what the workflow does not take, and says so', async () => {
    const [card] = await say('/run octo/site deploy-site@main target=mars other=1 note=x');

    expect(card?.text).toContain('Deploy site does not take this, so I left it out: target, other');
    expect(card?.text).toContain('note = x');
    expect(card?.text).toContain('Still needed: target');
  });

  it('takes workflow and ref from the run that it replies to', async () => {
    const [account] = [...world.stores.accountRows.values()];
    const subject = aPipeline({ name: 'Nightly', ref: 'feature/page', projectId: SITE.id });
    const event = anEvent({ subject, projectId: SITE.id });
    const news = { accountId: account?.id ?? '', chatKey: String(ALICE.id), project: SITE, event };
    world.stores.toldRows.set(`${ALICE.id}:${NEWS}`, anEventNotification(news));

    const [card] = await say('/run', { reply_to_message: { message_id: NEWS } });

    expect(card?.text).toContain('Workflow: Nightly\nBranch or tag: feature/page');
  });
});

it('of a pull request that it replies to there is none, which is said', async () => {
  const [account] = [...world.stores.accountRows.values()];
  const event = anEvent({ type: 'merge-request-opened', subject: aMergeRequest(), projectId: SITE.id });
  const news = { accountId: account?.id ?? '', chatKey: String(ALICE.id), project: SITE, event };
  world.stores.toldRows.set(`${ALICE.id}:${NEWS}`, anEventNotification(news));

  const [shown] = await say('/run', { reply_to_message: { message_id: NEWS } });

  expect(shown?.text).toContain('github.com has no runs of a pull request that can be started by hand');
  expect(shown?.text).toContain('Which workflow of octo/site?');
});

it('a workflow that cannot be run by hand any more is told', async () => {
  world.github.actions.answer = () => Promise.reject(new ActionRefused('unsupported'));
  const [card] = await say('/run octo/site nightly@main');

  expect((await press(card, 'Run'))[0]?.text).toContain('Nightly cannot be run by hand on main.');
});
