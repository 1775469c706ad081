import { describe, expect, it } from '@jest/globals';
import { loadTailSettings, type TailOptions } from '../../../config/tail.js';
import { ruleFor, toHappening } from '../../../src/domain/judge-event.js';
import { EVENTS } from '../../../src/events/index.js';
import { matchRule } from '../../../src/polling/match-rule.js';
import { eventsFor, planTail, type TailPlan } from '../../../src/tail/tail-plan.js';
import { anEvent, aPipeline, aWatch, NOON } from '../../support/builders.js';
import { configFaults } from '../../support/config-faults.js';

const ENV = { GITLAB_TOKEN: 'glpat-aaaaaaaaaaaaaaaaaaaa' };

const aJob = (stage: string) => ({ id: '1', name: 'eu', stage, url: null });

function plan(options: TailOptions, env: Record<string, string> = ENV): TailPlan {
  return planTail(loadTailSettings(env, { projects: ['acme/shop'], ...options }), NOON);
}

const faultsOf = (options: TailOptions, env: Record<string, string> = ENV): readonly string[] =>
  configFaults(() => plan(options, env));

describe('what is followed', () => {
  it('is everything from now on, where nothing else is said', () => {
    expect(plan({})).toMatchObject({ level: 'all', filter: null, since: null });
  });

  it('is named by a path, a link or a number', () => {
    const { projects } = plan({ projects: ['acme/shop', 'https://gitlab.com/acme/api/-/issues', '42'] });

    expect(projects.map(({ pathOrId }) => pathOrId)).toEqual(['acme/shop', 'acme/api', '42']);
  });

  it('is at least something', () => {
    expect(faultsOf({ projects: [] })).toEqual([expect.stringMatching(/^No project: name at least one/)]);
  });

  it('lies at a forge that was named', () => {
    expect(faultsOf({ projects: ['https://evil.example/acme/shop', '..'] })).toEqual([
      '"https://evil.example/acme/shop" lies at evil.example: name that address with --gitlab or --github',
      '".." is no project: write group/app, its link or its number',
    ]);
  });

  it('is wrong in the variable that names it, where none stands on the command line', () => {
    expect(faultsOf({ projects: [] }, { ...ENV, FORGEWATCH_TAIL_PROJECTS: 'acme' })).toEqual([
      'FORGEWATCH_TAIL_PROJECTS: "acme" is no project: write group/app, its link or its number',
    ]);
  });
});

describe('which forges are asked', () => {
  const both = { ...ENV, GITHUB_TOKEN: 'ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' };
  const urlsOf = (options: TailOptions, env: Record<string, string>): readonly string[] =>
    loadTailSettings(env, options).forges.map(({ forge }) => forge.url);

  it('are those that there is a token for, or those that were named', () => {
    expect(urlsOf({}, ENV)).toEqual(['https://gitlab.com']);
    expect(urlsOf({}, both)).toEqual(['https://gitlab.com', 'https://github.com']);
    expect(urlsOf({ gitlab: 'https://GitLab.Example.com/' }, both)).toEqual(['https://gitlab.example.com']);
    expect(urlsOf({}, { ...both, FORGEWATCH_TAIL_GITHUB: 'https://ghe.example.com' })).toEqual([
      'https://ghe.example.com',
    ]);
  });

  it('need a token each', () => {
    expect(faultsOf({}, {})).toEqual(['No token: set GITLAB_TOKEN or GITHUB_TOKEN.']);
    expect(faultsOf({ github: 'https://ghe.example.com' }, ENV)).toEqual([
      'No token for https://ghe.example.com: set GITHUB_TOKEN.',
    ]);
  });
});

describe('what is shown', () => {
  it('leaves out every topic that was not asked for, and of others the other events', () => {
    const { level, filter } = plan({ events: 'talk, Pipeline-Failed' });

    expect(level).toBe('custom');
    expect(filter?.base).toBe('all');
    expect(filter?.off).toContainEqual({ topic: 'issues', type: null });
    expect(filter?.off).toContainEqual({ topic: 'pipelines', type: 'pipeline-started' });
    expect(filter?.off).not.toContainEqual({ topic: 'pipelines', type: 'pipeline-failed' });
    expect(filter?.off.some(({ topic }) => topic === 'talk')).toBe(false);
  });

  it('is pipelines alone where a job or a stage was asked for', () => {
    const { filter } = plan({ job: 'e2e *', stage: 'test,deploy', level: 'team' });

    expect(filter?.include).toEqual([
      { field: 'stage', pattern: 'test' },
      { field: 'stage', pattern: 'deploy' },
      { field: 'job', pattern: 'e2e *' },
    ]);
    expect(filter?.off.every(({ type }) => type === null)).toBe(true);
    expect(filter?.off.some(({ topic }) => topic === 'pipelines')).toBe(false);
  });

  it.each([
    ['a job failed in that stage', { failedJobs: [aJob('deploy')] }, true],
    ['a job of it waits for a person', { waitingJobs: [{ ...aJob('deploy'), isDelayed: false }] }, true],
    ['it failed in another', { failedJobs: [aJob('test')] }, false],
    ['it names no job, as one that has started', {}, true],
  ] as const)('shows with --stage a pipeline of GitLab where %s: %j', (_what, jobs, isShown) => {
    const { level, filter } = plan({ stage: 'dep*,release' });
    const happening = toHappening(anEvent({ subject: aPipeline(jobs) }), null);

    expect(ruleFor(aWatch({ level, filter }), happening, matchRule) !== null).toBe(isShown);
  });

  it('says that GitHub has no stages, where nothing else is followed', () => {
    const github = { GITHUB_TOKEN: 'ghp_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa' };

    expect(faultsOf({ stage: 'deploy' }, github)).toEqual([
      '--stage: GitHub has no stages, name jobs with --job',
    ]);
    expect(faultsOf({}, { ...github, FORGEWATCH_TAIL_STAGE: 'deploy' })).toEqual([
      'FORGEWATCH_TAIL_STAGE: GitHub has no stages, name jobs with --job',
    ]);
    expect(faultsOf({ stage: 'deploy' }, { ...ENV, ...github })).toEqual([]);
  });

  it('says of each option what is wrong with it, all at once', () => {
    const faults = faultsOf({ events: 'pipelnes', branch: '*a*b*', job: 'x'.repeat(101), since: 'soon' });

    expect(faults).toEqual([
      '--branch: "*a*b*" has more than 2 stars',
      '--job: a pattern has at most 100 characters',
      expect.stringMatching(/^--events: there is no "pipelnes", did you mean pipelines\?/),
      expect.stringMatching(/^--since must be a duration/),
    ]);
  });

  it('shows nothing of a typed word that could steer a terminal', () => {
    const [fault = ''] = faultsOf({ events: '\u001b]0;x\u0007y' });

    // eslint-disable-next-line no-control-regex -- they are what must not be there
    expect(fault).not.toMatch(/[\u0000-\u001f]/);
  });

  it('tells what one did oneself where everything is told, and where a person is asked for', () => {
    const own = (options: TailOptions): boolean =>
      eventsFor(loadTailSettings(ENV, options)).every(({ tellsOwnDoing }) => tellsOwnDoing);

    expect(own({})).toBe(true);
    expect(own({ level: 'team', username: 'alice' })).toBe(true);
    expect(eventsFor(loadTailSettings(ENV, { level: 'team' }))).toBe(EVENTS);
  });
});

describe('since when', () => {
  it.each([
    ['2h', '2026-03-02T10:00:00.000Z'],
    ['1d', '2026-03-01T12:00:00.000Z'],
    ['2026-03-02T08:00Z', '2026-03-02T08:00:00.000Z'],
  ])('%s is read', (since, time) => {
    expect(plan({ since }).since?.toISOString()).toBe(time);
  });

  it.each(['0h', '2', 'yesterday', '2026-13-40', '2026-03-02T12:01Z'])('%s is not', (since) => {
    expect(faultsOf({ since })).toHaveLength(1);
  });
});

describe('a setting', () => {
  it('of the command line wins over that of the environment, and an empty one is none', () => {
    const env = {
      ...ENV,
      FORGEWATCH_TAIL_LEVEL: 'team',
      FORGEWATCH_TAIL_JSON: 'yes',
      FORGEWATCH_TAIL_SINCE: ' ',
    };

    expect(loadTailSettings(env, {})).toMatchObject({ level: 'team', isJson: true, since: '' });
    expect(loadTailSettings(env, { level: 'all' })).toMatchObject({ level: 'all' });
  });

  it('that is wrong is named as it was written', () => {
    expect(faultsOf({ interval: '1', timezone: 'Mars/Phobos' })).toEqual([
      '--interval must be a whole number of seconds, 5 or more',
      '--timezone must be a time zone, such as Europe/Berlin or UTC',
    ]);
    expect(faultsOf({}, { ...ENV, FORGEWATCH_TAIL_DESKTOP: 'maybe' })).toEqual([
      'FORGEWATCH_TAIL_DESKTOP must be true or false',
    ]);
  });

  it('colours nothing where that was asked for', () => {
    expect(loadTailSettings(ENV, {}).hasColor).toBe(true);
    expect(loadTailSettings({ ...ENV, NO_COLOR: '1' }, {}).hasColor).toBe(false);
    expect(loadTailSettings(ENV, { color: false }).hasColor).toBe(false);
  });
});
