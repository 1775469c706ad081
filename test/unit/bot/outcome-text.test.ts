import { describe, expect, it } from '@jest/globals';
import { outcomeLine } from '../../../src/bot/acting/outcome-text.js';
import { NOTHING_SHOWN, type Errand } from '../../../src/bot/acting/errand.js';
import { asTexts, createTranslator } from '../../../src/bot/translator.js';
import type { RefusalCode } from '../../../src/domain/actions/refusal.js';
import { ForgeError, type ForgeErrorCode } from '../../../src/domain/errors.js';
import type { ForgeKind } from '../../../src/domain/forge.js';
import { plainText } from '../../../src/domain/message.js';
import { project } from '../../support/fake-forge.js';
import { aMergeRequestLook } from '../../support/some-looks.js';

const ERRANDS: Readonly<Record<ForgeKind, Errand>> = {
  gitlab: errand('gitlab', 'https://gitlab.com', '!12'),
  github: errand('github', 'https://github.com', '#12'),
};

function errand(kind: ForgeKind, url: string, label: string): Errand {
  const ground = {
    ...NOTHING_SHOWN,
    forge: { kind, url, apiUrl: url },
    project: project('7', 'team/app'),
    target: { kind: 'merge-request', number: '12' } as const,
    label,
  };
  return { action: 'merge', input: {}, ground };
}

function say(kind: ForgeKind, outcome: Parameters<typeof outcomeLine>[2]): string {
  return plainText(outcomeLine(asTexts(createTranslator()('en')), ERRANDS[kind], outcome));
}

describe('what a forge refuses, in one sentence', () => {
  it.each<[RefusalCode, string | null, string, string]>([
    ['not-mergeable', 'Not today.', 'gitlab.com does not let MR !12 be merged now. Not today.', ''],
    [
      'not-mergeable',
      null,
      'A rule of team/app keeps MR !12 from being merged now. Open it on gitlab.com to see which.',
      '',
    ],
    [
      'behind',
      null,
      'MR !12 is behind its target branch. Rebase it first.',
      'PR #12 is behind its target branch. Update it first.',
    ],
    ['conflict', null, 'MR !12 conflicts with its target branch. That has to be resolved first.', ''],
    [
      'protected-branch',
      null,
      'The target branch of MR !12 is protected, and you may not merge into it. Ask a maintainer.',
      '',
    ],
    ['needs-approval', null, 'MR !12 needs an approval first.', ''],
    ['checks-failed', null, 'The checks of MR !12 failed. They have to pass first.', ''],
    [
      'own-work',
      null,
      'gitlab.com lets nobody judge their own work: somebody else has to do that for MR !12.',
      '',
    ],
    [
      'scope',
      null,
      'Your token for gitlab.com may only read. Send me one with the scope api in private: /token.',
      'Your token for github.com may not do that. Send me one that may write, such as a classic one with repo, in private: /token.',
    ],
    ['role', null, 'Your role in team/app does not allow that. Ask one of its maintainers.', ''],
    ['already-done', null, 'No need, that is done already: MR !12 is open.', ''],
  ])('%s with the words %j', (code, words, onGitlab, onGithub) => {
    const outcome = { kind: 'refused', code, words, look: aMergeRequestLook() } as const;
    const asOnGitlab = onGitlab.replace('MR !12', 'PR #12').replace('gitlab.com', 'github.com');

    expect(say('gitlab', outcome)).toBe(onGitlab);
    expect(say('github', outcome)).toBe(onGithub === '' ? asOnGitlab : onGithub);
  });

  it.each<[ForgeErrorCode, number | undefined, string]>([
    [
      'not-found',
      undefined,
      'I cannot see MR !12 with your token: it is gone, or not yours to read. Check its number, or ask a maintainer.',
    ],
    ['rate-limited', 30, 'gitlab.com asks for a pause. Try again in 30 seconds.'],
    ['rate-limited', 600, 'gitlab.com asks for a pause. Try again in 10 minutes.'],
  ])('%s for %s s', (code, retryAfterSeconds, onGitlab) => {
    const error = new ForgeError(code, { detail: '', retryAfterSeconds });
    const outcome = { kind: 'failed', error, look: null } as const;

    expect(say('gitlab', outcome)).toBe(onGitlab);
    expect(say('github', outcome)).toBe(
      onGitlab.replace('MR !12', 'PR #12').replace('gitlab.com', 'github.com'),
    );
  });
});
