import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { isWorthOffering } from '../../../src/actions/foresee.js';
import { createTranslator } from '../../../src/bot/translator.js';
import { planFeeds } from '../../../src/domain/feed-plan.js';
import type { EventNotification } from '../../../src/domain/notification.js';
import type { Project } from '../../../src/domain/project.js';
import { Secret } from '../../../src/domain/secret.js';
import { HOUR, MINUTE } from '../../../src/domain/time.js';
import type { Watch } from '../../../src/domain/watch.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import type { Scheduler } from '../../../src/polling/scheduler.js';
import { type RunningGitlab, startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { anAccount, aNewFeed, aWatch } from '../../support/builders.js';
import { ScriptedForge } from '../../support/scripted-forge.js';
import { Cycle } from '../../unit/polling/cycle-harness.js';
import { RecordingGate } from '../../unit/forges/http/recording-gate.js';

const MEMBERS = ['alice', 'bob'];
const WIKI = /\/groups\/[^/]+\/wikis/;
const t = createTranslator()('en');

let cycle: Cycle;
let gitlab: RunningGitlab;
let scheduler: Scheduler;

beforeEach(async () => {
  cycle = new Cycle();
  gitlab = await startGitlab({ clock: cycle.clock.now });
  for (const login of MEMBERS) gitlab.world.addUser(login);
  for (const path of ['acme/web/shop', 'acme/api']) {
    gitlab.world.addProject(path, { members: MEMBERS, isPrivate: true });
  }
});

afterEach(() => gitlab.close());

function write(path: string, title: string, text: string): void {
  gitlab.world.writeWikiPage(path, { by: 'bob', title, text });
}

/** Alice, linked, with the first look of every feed behind her. */
async function watch(chats: readonly (Partial<Watch> & { readonly path: string })[]): Promise<void> {
  const adapter = createGitlabAdapter({ logger: cycle.logger });
  scheduler = cycle.createScheduler('here', {
    adapters: { gitlab: adapter, github: new ScriptedForge('github') },
  });
  const forge = { kind: 'gitlab', url: gitlab.url, apiUrl: `${gitlab.url}/api/v4` } as const;
  const secret = new Secret(gitlab.world.addToken('alice'));
  const session = { forge, secret, gate: new RecordingGate(), signal: new AbortController().signal };
  const account = anAccount({ forge, secret, ...(await adapter.identify(session)) });
  const projects = new Map<string, Project>();
  const watches: Watch[] = [];
  for (const { path, ...over } of chats) {
    const project = projects.get(path) ?? (await adapter.findProject(session, path));
    if (project === null) throw new Error(`no project ${path}`);
    projects.set(path, project);
    const createdAt = cycle.clock.now();
    watches.push(aWatch({ id: `watch-${watches.length}`, projectId: project.id, createdAt, ...over }));
  }
  const feeds = planFeeds(account, watches).map(({ kind, projectId }) =>
    aNewFeed({ id: `${kind}-${projectId ?? ''}`, kind, projectId }),
  );
  cycle.add({ account, projects: [...projects.values()], feeds, watches });
  await cycle.turn(scheduler);
  cycle.clock.advance(HOUR);
}

/** What is owed after the next look at the groups. */
async function hear(): Promise<readonly EventNotification[]> {
  const before = cycle.store.outbox.length;
  cycle.clock.advance(3 * HOUR);
  await cycle.turn(scheduler);
  return cycle.store.outbox.slice(before).filter((one): one is EventNotification => one.kind === 'event');
}

function readAloud(notification: EventNotification): readonly string[] {
  const { lines } = createRenderer(EVENTS, isWorthOffering).news([notification], false, t);
  return lines.map((line) =>
    line.kind === 'text'
      ? line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
      : line.text,
  );
}

const TEAM = { path: 'acme/web/shop', level: 'team' } as const;

describe('the wiki of a group of GitLab', () => {
  it('is told to the team of its projects when pages are made, edited, renamed and deleted', async () => {
    write('acme', 'Home', 'Welcome');
    write('acme', 'Set up', 'Run make.');
    write('acme/web', 'Style', 'Two spaces.');
    await watch([TEAM]);
    write('acme', 'Set up', 'Run npm ci.');
    write('acme', 'Release', 'Push a tag.');
    gitlab.world.deleteWikiPage('acme', 'Home', 'bob');
    gitlab.world.renameWikiPage('acme/web', 'Style', 'Taste', 'bob');

    const told = await hear();

    expect(told.map(readAloud)).toEqual([
      ['📖 Wiki page Home was deleted', 'Home · group acme'],
      ['📖 Wiki page Release was created', 'Release · group acme · +1 −0', '+ Push a tag.'],
      ['📖 Wiki page Set up was edited', 'Set up · group acme · +1 −1', '- Run make.\n+ Run npm ci.'],
      ['📖 Wiki page Style was renamed to Taste', 'Taste · group acme/web'],
    ]);
    expect(told.map(({ event }) => event.subject.url)).toContain(`${gitlab.url}/groups/acme/-/wikis/Set-up`);
    expect(await hear()).toEqual([]);
  });

  it('is told once a chat, however many of its projects the chat watches, and to nobody below the team', async () => {
    await watch([
      { ...TEAM, chatKey: 'one' },
      { path: 'acme/api', level: 'team', chatKey: 'one' },
      { path: 'acme/api', level: 'all', chatKey: 'two' },
      { path: 'acme/api', level: 'participating', chatKey: 'three' },
    ]);
    write('acme', 'Home', 'Welcome');

    const told = await hear();

    expect(told.map(({ chatKey, project }) => [chatKey, project.path])).toEqual([
      ['one', 'acme/web/shop'],
      ['two', 'acme/api'],
    ]);
  });

  it('tells who is named in a page of that, at any level, in place of the edit', async () => {
    write('acme', 'Set up', 'Run make.');
    await watch([
      { ...TEAM, level: 'participating' },
      { path: 'acme/api', level: 'participating', chatKey: 'two' },
    ]);
    write('acme', 'Set up', 'Run make.\nAsk @alice first.');

    const told = await hear();

    expect(told.map(({ chatKey, event }) => [chatKey, event.type, event.reason])).toEqual([
      ['42', 'wiki-mention', 'mentioned'],
      ['two', 'wiki-mention', 'mentioned'],
    ]);
    expect(readAloud(told[0]!)[0]).toBe('🔔 The wiki page Set up mentions you now');
  });

  it('has no history for a watch that is younger than the look before', async () => {
    await watch([TEAM]);
    write('acme', 'Home', 'Welcome');
    cycle.clock.advance(MINUTE);
    const { watches } = cycle.store.account('account-1');
    const young = aWatch({ ...watches[0], id: 'young', chatKey: 'young', createdAt: cycle.clock.now() });
    cycle.store.account('account-1').watches = [...watches, young];

    expect((await hear()).map(({ chatKey }) => chatKey)).toEqual(['42']);
    write('acme', 'Home', 'Welcome, all');
    expect((await hear()).map(({ chatKey }) => chatKey)).toEqual(['42', 'young']);
  });

  it.each([403, 404])(
    'stays quiet where the server answers %i, and says so in the log once',
    async (status) => {
      if (status === 403) for (const group of ['acme', 'acme/web']) gitlab.world.setWiki(group, false);
      else gitlab.server.faults.add({ path: WIKI, fault: { kind: 'status', status } });
      await watch([TEAM]);
      write('acme', 'Home', 'Welcome');

      expect([...(await hear()), ...(await hear())]).toEqual([]);
      expect(cycle.notices).toEqual([]);
      expect(gitlab.server.log.matching('GET', WIKI)).toHaveLength(2);
      const lines = cycle.logger.entries.filter(({ fields }) => 'group' in fields);
      expect(lines.map(({ level, fields }) => [level, fields['feed'], fields['group']])).toEqual([
        ['info', 'group-wikis', 'acme/web'],
        ['info', 'group-wikis', 'acme'],
      ]);
    },
  );

  it('is told by nothing once the token may not read it any more', async () => {
    write('acme', 'Home', 'Welcome');
    await watch([TEAM]);
    gitlab.server.faults.add({ path: WIKI, fault: { kind: 'status', status: 404 } });
    write('acme', 'Home', 'A secret');
    gitlab.world.deleteWikiPage('acme', 'Home', 'bob');

    expect(await hear()).toEqual([]);
    expect(cycle.notices).toEqual([]);
  });
});
