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
    .map(({ kind }) => kind);
}

const topic = (name: Topic) => ({ topic: name, type: null });

describe('the feeds of a watch', () => {
  it.each([
    ['gitlab', 'participating', ['pipelines', 'pulse']],
    ['gitlab', 'team', ['pipelines', 'pulse', 'releases', 'deployments', 'wiki', 'documents']],
    [
      'gitlab',
      'all',
      [
        'pipelines',
        'pulse',
        'merge-requests',
        'issues',
        'releases',
        'deployments',
        'wiki',
        'images',
        'documents',
      ],
    ],
    ['github', 'participating', ['pipelines', 'merge-requests', 'issues', 'comments']],
    [
      'github',
      'team',
      ['pipelines', 'merge-requests', 'issues', 'comments', 'releases', 'deployments', 'wiki', 'documents'],
    ],
    [
      'github',
      'all',
      [
        'pipelines',
        'merge-requests',
        'issues',
        'comments',
        'releases',
        'tags',
        'pushes',
        'deployments',
        'wiki',
        'documents',
      ],
    ],
  ] as const)('on %s at level %s are those that it hears of', (forge, level, kinds) => {
    const account = forge === 'gitlab' ? anAccount() : anAccount({ forge: GITHUB });
    const plans = planFeeds(account, [aWatch({ level })]);

    expect(plans.filter(({ projectId }) => projectId !== null).map(({ kind }) => kind)).toEqual(kinds);
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
  it('are those of its base', () => {
    expect(ofProject({})).toEqual(['pipelines', 'pulse']);
    expect(ofProject({ base: 'team' })).toEqual([
      'pipelines',
      'pulse',
      'releases',
      'deployments',
      'wiki',
      'documents',
    ]);
    expect(ofProject({ base: 'all' })).toEqual([
      'pipelines',
      'pulse',
      'merge-requests',
      'issues',
      'releases',
      'deployments',
      'wiki',
      'images',
      'documents',
    ]);
    expect(ofProject({}, 'github')).toEqual(['pipelines', 'merge-requests', 'issues', 'comments']);
  });

  it('are without those whose topic is switched off', () => {
    expect(ofProject({ base: 'all', off: [topic('pipelines')] })).toEqual([
      'pulse',
      'merge-requests',
      'issues',
      'releases',
      'deployments',
      'wiki',
      'images',
      'documents',
    ]);
    expect(ofProject({ off: [topic('talk'), topic('merge-requests')] }, 'github')).toEqual([
      'pipelines',
      'issues',
    ]);
  });

  it('keep the one of a topic of which only some kind of event is off', () => {
    expect(ofProject({ off: [{ topic: 'pipelines', type: 'pipeline-started' }] })).toEqual([
      'pipelines',
      'pulse',
    ]);
  });

  it('gain that of documents where a filter switches them on', () => {
    expect(ofProject({ on: [topic('documents')] })).toEqual(['pipelines', 'pulse', 'documents']);
  });

  it('gain the one of a topic that is switched on, or of which a kind of event is', () => {
    expect(ofProject({ on: [topic('merge-requests')] })).toEqual(['pipelines', 'pulse', 'merge-requests']);
    expect(
      ofProject({
        off: [topic('pipelines'), topic('merge-requests')],
        on: [{ topic: 'merge-requests', type: 'merge-request-merged' }],
      }),
    ).toEqual(['pulse', 'merge-requests']);
  });
});
