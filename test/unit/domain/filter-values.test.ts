import { describe, expect, it } from '@jest/globals';
import { filterValues, isBot, touchedFilesOf } from '../../../src/domain/filter-values.js';
import { aComment, aMergeRequest, aPipeline, ALICE, BOB } from '../../support/builders.js';
import { aMilestone } from '../../support/a-milestone.js';
import { anImage } from '../../support/an-image.js';
import { aDeployment } from '../../support/a-deployment.js';
import { aWikiEdit, aWikiPage } from '../../support/a-wiki-page.js';
import { aPush, aRelease, aTag } from '../../support/some-code.js';

const BOT = { id: '9', login: 'renovate[bot]', name: 'Renovate' };

describe('what rules can ask of', () => {
  it('a pipeline: its branch, its name, who started it, and the jobs that failed', () => {
    const failedJobs = [
      { id: '1', name: 'unit', stage: 'test', url: null },
      { id: '2', name: 'lint', stage: null, url: null },
    ];

    expect(filterValues(aPipeline({ name: 'CI', failedJobs }), null)).toEqual({
      branch: ['main'],
      workflow: ['CI'],
      job: ['unit', 'lint'],
      stage: ['test'],
      author: ['bob'],
      bots: [],
    });
  });

  it('a push: its branch, and who pushed', () => {
    expect(filterValues(aPush({ branch: 'release/2' }), null)).toEqual({
      branch: ['release/2'],
      author: ['bob'],
      bots: [],
    });
  });

  it('a deployment: where it goes, what of, and who started it', () => {
    expect(filterValues(aDeployment(), null)).toEqual({
      environment: ['production'],
      branch: ['main'],
      author: ['bob'],
      bots: [],
    });
    expect(filterValues(aDeployment({ actor: null }), null)).toEqual({
      environment: ['production'],
      branch: ['main'],
    });
  });

  it('a release or a tag: who made it, where that is known', () => {
    const made = aRelease({ author: BOT, tag: 'v1.2' });
    expect(filterValues(made, null)).toEqual({ tag: ['v1.2'], author: [BOT.login], bots: [BOT.login] });
    expect(filterValues(aTag({ author: null, name: 'v2' }), null)).toEqual({ tag: ['v2'] });
  });

  it('an image: its name and its tag; and a milestone: its title', () => {
    const image = anImage({ name: 'shop/api', tag: 'latest' });
    expect(filterValues(image, null)).toEqual({ image: ['shop/api'], tag: ['latest'] });
    expect(filterValues(aMilestone({ title: 'Spring' }), null)).toEqual({ milestone: ['Spring'] });
  });

  it('a merge request of a forge that asks no teams: nothing about teams', () => {
    expect(filterValues(aMergeRequest({ reviewerTeams: null }), null)).not.toHaveProperty('team');
  });

  it('a pipeline on the ref of a merge request: the branch of that, where it is known', () => {
    const onRef = aPipeline({ ref: '!5', mergeRequestNumber: '5' });

    expect(filterValues(onRef, null).branch).toEqual(['!5']);
    expect(filterValues({ ...onRef, sourceBranch: 'feature/5' }, null).branch).toEqual(['feature/5']);
  });

  it('a pipeline that waits, passed with warnings or failed in a child: the jobs that it names', () => {
    const job = { id: '1', name: 'unit', stage: 'test', url: null };
    const waiting = { name: 'deploy', stage: 'production', isDelayed: false };
    const failedChildren = [{ name: 'trigger', url: null, failedJobs: [job] }];

    for (const pipeline of [
      aPipeline({ status: 'success', allowedFailures: [job] }),
      aPipeline({ status: 'failed', failedChildren }),
    ]) {
      expect(filterValues(pipeline, null)).toMatchObject({ job: ['unit'], stage: ['test'] });
    }
    expect(filterValues(aPipeline({ status: 'waiting', waitingJobs: [waiting] }), null)).toMatchObject({
      job: ['deploy'],
      stage: ['production'],
    });
  });

  it('a wiki page: who edited it last, where that is known', () => {
    const edit = aWikiEdit({ author: BOT });

    expect(filterValues(aWikiPage({ edit }), null)).toEqual({ author: [BOT.login], bots: [BOT.login] });
    expect(filterValues(aWikiPage({ edit: { ...edit, author: null } }), null)).toEqual({});
    expect(filterValues(aWikiPage(), null)).toEqual({});
  });

  it('a pipeline without a name, a known starter or failed jobs: only its branch', () => {
    expect(filterValues(aPipeline({ actor: null }), null)).toEqual({ branch: ['main'] });
  });

  it('a merge request: both branches, labels, people and teams', () => {
    const mergeRequest = aMergeRequest({
      author: BOT,
      labels: ['bug'],
      reviewers: [ALICE],
      reviewerTeams: ['core'],
    });

    expect(filterValues(mergeRequest, null)).toEqual({
      branch: ['basket', 'main'],
      label: ['bug'],
      reviewer: ['alice'],
      team: ['core'],
      author: ['renovate[bot]'],
      bots: ['renovate[bot]'],
    });
  });

  it('a comment: its own author, and the rest of what it stands under', () => {
    const target = aMergeRequest({ author: BOT, labels: ['bug'] });

    expect(filterValues(aComment({ author: BOB }), null)).toEqual({ author: ['bob'], bots: [] });
    expect(filterValues(aComment({ author: BOB }), target)).toMatchObject({
      author: ['bob'],
      bots: [],
      label: ['bug'],
      branch: ['basket', 'main'],
    });
  });
});

describe('a bot', () => {
  it.each([
    ['renovate[bot]', true],
    ['ci-bot', true],
    ['release_bot', true],
    ['project_123_bot', true],
    ['project_123_bot2', true],
    ['project_123_bot_4ffca233d8298ea1', true],
    ['group_7_bot_0a1b', true],
    ['service_account_group_12_abc', true],
    ['service_accountant', false],
    ['alice', false],
    ['abbot', false],
    ['botticelli', false],
    ['project_manager', false],
    ['robot-fan', false],
  ])('%s: %s', (login, expected) => {
    expect(isBot({ login })).toBe(expected);
  });

  it('is what the forge calls one, whatever its name', () => {
    expect(isBot({ login: 'Copilot', isBot: true })).toBe(true);
  });
});

describe('the files that rules ask of', () => {
  const touched = { paths: ['src/main.ts'], isCut: false, headSha: 'b'.repeat(40) };

  it('are those of a merge request, also of a comment on it, and of a push', () => {
    const mergeRequest = aMergeRequest({ touched });

    expect(touchedFilesOf(mergeRequest, null)).toBe(touched);
    expect(touchedFilesOf(aComment(), mergeRequest)).toBe(touched);
    expect(touchedFilesOf(aPush({ touched }), null)).toBe(touched);
  });

  it('are not known of what was not asked, and of nothing else', () => {
    expect(touchedFilesOf(aMergeRequest(), null)).toBeNull();
    expect(touchedFilesOf(aComment(), null)).toBeNull();
    expect(touchedFilesOf(aPipeline(), aMergeRequest({ touched }))).toBeNull();
  });
});
