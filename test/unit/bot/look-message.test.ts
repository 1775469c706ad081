import { expect, it } from '@jest/globals';
import { NOTHING_SHOWN } from '../../../src/bot/acting/errand.js';
import { summaryLines } from '../../../src/bot/acting/look-message.js';
import { asTexts, createTranslator } from '../../../src/bot/translator.js';
import { plainText } from '../../../src/domain/message.js';
import { project } from '../../support/fake-forge.js';
import { aMergeRequestLook } from '../../support/some-looks.js';

it.each([
  ['gitlab', 'Its pipeline: failed.'],
  ['github', 'Its checks: failed.'],
] as const)('a look on %s tells how the head fared in the words of its forge', (kind, words) => {
  const url = `https://${kind}.com`;
  const target = { kind: 'merge-request', number: '12' } as const;
  const where = { forge: { kind, url, apiUrl: url }, project: project('7', 'team/app') };
  const changes = { files: [], hasMore: false };
  const seen = { look: aMergeRequestLook({ pipelineStatus: 'failed' }), changes, openThreads: 0 };

  const lines = summaryLines(
    asTexts(createTranslator()('en')),
    { ...NOTHING_SHOWN, ...where, target, label: '12' },
    seen,
  );

  expect(lines.map(plainText)).toContain(words);
});
