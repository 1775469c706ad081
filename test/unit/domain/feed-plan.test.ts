import { describe, expect, it } from '@jest/globals';
import { planFeeds } from '../../../src/domain/feed-plan.js';
import type { Topic } from '../../../src/domain/topic.js';
import { emptyFilter, type WatchFilter } from '../../../src/domain/watch-filter.js';
import { aTokenFacts, anAccount, aWatch, GITHUB } from '../../support/builders.js';

function ofProject(filter: Partial<WatchFilter>, forge: 'gitlab' | 'github' = 'gitlab'): readonly string[] {
  const account = forge === 'gitlab' ? anAccount() : anAccount({ forge: GITHUB });
  const watch = aWatch({ level: 'custom', filter: { ...emptyFilter('participating'), ...filter } });
  return planFeeds(account, [watch])
    .filter(({ projectId }) => projectId !== null)
    .map(({ kind }) => kind)
    .toSorted();
}

/** What a team hears of besides what concerns its members. */
const TEAM = ['releases', 'deployments', 'milestones'] as const;

/** Whose mentions concern a person. */
const NAMES = ['wiki', 'documents'] as const;

const GITHUB_OWN = ['pipelines', 'merge-requests', 'issues', 'comments'] as const;

const topic = (name: Topic) => ({ topic: name, type: null });

describe('the feeds of a watch', () => {
  it.each([
    ['gitlab', 'participating', ['pipelines', 'pulse', ...NAMES]],
    ['gitlab', 'team', ['pipelines', 'pulse', ...NAMES, ...TEAM]],
    ['gitlab', 'all', ['pipelines', 'pulse', 'merge-requests', 'issues', ...NAMES, ...TEAM, 'images']],
    ['github', 'participating', [...GITHUB_OWN, ...NAMES]],
    ['github', 'team', [...GITHUB_OWN, ...NAMES, ...TEAM]],
    ['github', 'all', [...GITHUB_OWN, ...NAMES, ...TEAM, 'tags', 'pushes']],
  ] as const)('on %s at level %s are those that it hears of', (forge, level, kinds) => {
    const account = forge === 'gitlab' ? anAccount() : anAccount({ forge: GITHUB });
    const plans = planFeeds(account, [aWatch({ level })]);

    const read = plans.filter(({ projectId }) => projectId !== null).map(({ kind }) => kind);
    expect(read.toSorted()).toEqual(kinds.toSorted());
  });
});

describe('the feed of the wikis of groups', () => {
  it.each([
    ['gitlab', 'participating', true],
    ['gitlab', 'team', true],
    ['gitlab', 'all', true],
    ['github', 'all', false],
  ] as const)('on %s at level %s is read once for all projects: %s', (forge, level, isRead) => {
    const account = forge === 'gitlab' ? anAccount() : anAccount({ forge: GITHUB });
    const watches = [aWatch({ level }), aWatch({ projectId: '8', level }), aWatch({ projectId: '9' })];
    const plans = planFeeds(account, watches).filter(({ kind }) => kind === 'group-wikis');

    expect(plans).toEqual(isRead ? [{ kind: 'group-wikis', projectId: null }] : []);
  });

  it('follows the topic of wikis in a filter', () => {
    const kindsOf = (filter: Partial<WatchFilter>): readonly string[] => {
      const watch = aWatch({ level: 'custom', filter: { ...emptyFilter('team'), ...filter } });
      return planFeeds(anAccount(), [watch]).map(({ kind }) => kind);
    };

    expect(kindsOf({})).toContain('group-wikis');
    expect(kindsOf({ off: [topic('wiki')] })).not.toContain('group-wikis');
  });
});

describe('the feed of images on GitHub', () => {
  it.each([
    [['repo', 'read:packages'], true],
    [['repo', 'write:packages'], true],
    [['repo'], false],
    [null, false],
  ])('is read with the scopes %j: %s', (scopes, isRead) => {
    const account = anAccount({ forge: GITHUB, token: aTokenFacts({ scopes }) });
    const plans = planFeeds(account, [aWatch({ level: 'all' })]);

    expect(plans.some(({ kind }) => kind === 'images')).toBe(isRead);
  });
});

describe('the feeds of a watch with a filter', () => {
  it('keep the list of pull requests for the threads in them, until talk is off as well', () => {
    const off = [topic('merge-requests')];

    expect(ofProject({ off }, 'github')).toContain('merge-requests');
    expect(ofProject({ off: [...off, topic('talk')] }, 'github')).not.toContain('merge-requests');
  });

  it('are those of its base', () => {
    expect(ofProject({})).toEqual([...NAMES, 'pipelines', 'pulse'].toSorted());
    expect(ofProject({ base: 'team' })).toEqual([...NAMES, ...TEAM, 'pipelines', 'pulse'].toSorted());
    expect(ofProject({ base: 'all' })).toEqual(
      [...NAMES, ...TEAM, 'images', 'issues', 'merge-requests', 'pipelines', 'pulse'].toSorted(),
    );
    expect(ofProject({}, 'github')).toEqual([...GITHUB_OWN, ...NAMES].toSorted());
  });

  it('are without those whose topic is switched off', () => {
    expect(ofProject({ base: 'all', off: [topic('pipelines')] })).toEqual(
      [...NAMES, ...TEAM, 'images', 'issues', 'merge-requests', 'pulse'].toSorted(),
    );
    const off = [topic('talk'), topic('merge-requests'), topic('wiki')];
    expect(ofProject({ off }, 'github')).toEqual(['documents', 'issues', 'pipelines']);
  });

  it('keep the one of a topic of which only some kind of event is off', () => {
    expect(ofProject({ off: [{ topic: 'pipelines', type: 'pipeline-started' }] })).toEqual(
      [...NAMES, 'pipelines', 'pulse'].toSorted(),
    );
  });

  it('gain that of releases where a filter switches them on', () => {
    expect(ofProject({ on: [topic('releases')] })).toEqual(
      [...NAMES, 'pipelines', 'pulse', 'releases'].toSorted(),
    );
  });

  it('gain the one of a topic that is switched on, or of which a kind of event is', () => {
    const off = [topic('wiki'), topic('documents')];
    expect(ofProject({ off, on: [topic('merge-requests')] })).toEqual([
      'merge-requests',
      'pipelines',
      'pulse',
    ]);
    expect(
      ofProject({
        off: [...off, topic('pipelines'), topic('merge-requests')],
        on: [{ topic: 'merge-requests', type: 'merge-request-merged' }],
      }),
    ).toEqual(['merge-requests', 'pulse']);
  });
});
