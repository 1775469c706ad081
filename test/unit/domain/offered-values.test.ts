import { describe, expect, it } from '@jest/globals';
import { BEARERS, offeredValues } from '../../../src/domain/offered-values.js';
import { FILTER_FIELDS } from '../../../src/domain/watch-filter.js';
import { ALICE, aMergeRequest, aPipeline } from '../../support/builders.js';
import { anIssue } from '../../support/an-issue.js';
import { aChangedFile, aDocumentChange } from '../../support/some-documents.js';

const labelled = (...labels: readonly string[]) => aMergeRequest({ labels });

describe('what a rule is offered of what was seen', () => {
  it('is the most frequent first, and each once', () => {
    const seen = [labelled('b', 'a'), labelled('a'), anIssue({ labels: ['c', 'a'] })];

    expect(offeredValues('label', seen)).toEqual(['a', 'b', 'c']);
  });

  it('are jobs, stages and people', () => {
    const failedJobs = [{ id: '1', name: 'unit', stage: 'test', url: null }];
    const seen = [aPipeline({ status: 'failed', failedJobs }), aMergeRequest({ reviewers: [ALICE] })];

    expect(offeredValues('job', seen)).toEqual(['unit']);
    expect(offeredValues('stage', seen)).toEqual(['test']);
    expect(offeredValues('reviewer', seen)).toEqual(['alice']);
    expect(offeredValues('author', seen)).toEqual(['bob']);
  });

  it('are branches, and families of which there are several', () => {
    const branches = ['main', 'main', 'main', 'release/1', 'release/2', 'feature/a'];

    expect(
      offeredValues(
        'branch',
        branches.map((ref, id) => aPipeline({ id: String(id), ref })),
      ),
    ).toEqual(['main', 'release/*', 'feature/a', 'release/1', 'release/2']);
  });

  it('are folders of files, and files that lie in none', () => {
    const touched = { paths: ['src/a.ts', 'src/deep/b.ts', 'README.md'], isCut: false, headSha: 'a' };
    const change = aDocumentChange([aChangedFile('docs/a.md', { oldPath: 'src/a.md' })]);

    expect(offeredValues('path', [aMergeRequest({ touched }), change])).toEqual([
      'src/**',
      'README.md',
      'docs/**',
    ]);
    expect(offeredValues('path', [aMergeRequest(), aPipeline()])).toEqual([]);
  });

  it('are none that a pattern cannot say, and a hundred at most', () => {
    const many = Array.from({ length: 150 }, (_, index) => labelled(`label-${index}`));

    expect(offeredValues('label', [labelled('a*b', 'why?', 'x'.repeat(101), 'good')])).toEqual(['good']);
    expect(offeredValues('label', many)).toHaveLength(100);
  });

  it('is looked for where it can be', () => {
    expect(FILTER_FIELDS.filter((field) => BEARERS[field].length === 0)).toEqual(['bots']);
  });
});
