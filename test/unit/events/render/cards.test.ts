import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { Line } from '../../../../src/domain/message.js';
import type { Translate } from '../../../../src/domain/ports/translator.js';
import { mergeRequestLines } from '../../../../src/events/render/merge-request-card.js';
import { pipelineStatusLine } from '../../../../src/events/render/pipeline-card.js';
import { ALICE, aMergeRequest, aPipeline, aProject, BOB } from '../../../support/builders.js';

const t = createTranslator()('en');
const inGithubWords: Translate = (key, params) => t(key, { context: 'github', ...params });

function textOf(line: Line): string {
  return 'spans' in line
    ? line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
    : '';
}

describe('the card of a pipeline', () => {
  it('says what it waits for, in the words of its forge', () => {
    const waiting = aPipeline({ status: 'waiting', ref: 'main', name: null });

    expect(textOf(pipelineStatusLine(waiting, t))).toBe('✋ Pipeline waits for a manual job on main');
    expect(textOf(pipelineStatusLine({ ...waiting, name: 'CI' }, inGithubWords))).toBe(
      '✋ CI waits for an approval on main',
    );
  });
});

describe('the card of a merge request', () => {
  it('names who still has to review it', () => {
    const asked = aMergeRequest({ reviewers: [ALICE, BOB] });

    const lines = mergeRequestLines(asked, { kind: 'gitlab', project: aProject() }, t).map(textOf);

    expect(lines).toContain(`Review requested from ${ALICE.name}, ${BOB.name}`);
  });
});
