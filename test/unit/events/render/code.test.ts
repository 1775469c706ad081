import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { Line } from '../../../../src/domain/message.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { anEvent, anEventNotification } from '../../../support/builders.js';
import { aCommitNote, aPush, aRelease, aTag } from '../../../support/some-code.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);

/** The whole message; there is no card that it could answer. */
function told(type: string, subject: Subject): readonly string[] {
  const notification = anEventNotification({ event: anEvent({ type, subject, reason: null }) });
  expect(renderer.card(notification, t)).toBeNull();
  return renderer
    .news([{ ...notification, rule: { ...notification.rule, reason: null } }], false, t)
    .lines.map(textOf);
}

function textOf(line: Line): string {
  if (line.kind !== 'text') return `> ${line.text}`;
  return line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

describe('the message about a release', () => {
  it('says what came out, by whom, with which files, and why', () => {
    expect(told('release-published', aRelease())).toEqual([
      '🚀 Released v1.2.0',
      'The spring release · acme/shop · Bob Baker',
      'File: shop.zip',
      '> The basket remembers its content.',
    ]);
  });

  it('says that it is a pre-release, and counts what is too much to name', () => {
    const assets = ['a', 'b', 'c', 'd', 'e', 'f'];
    const release = aRelease({ isPrerelease: true, author: null, notes: ' ', assets, assetCount: 30 });

    expect(told('release-published', release)).toEqual([
      '🚀 Pre-released v1.2.0',
      'The spring release · acme/shop',
      'Files: a, b, c, d, e and 25 more',
    ]);
  });
});

describe('the message about a tag', () => {
  it('names who did it where that is known', () => {
    expect(told('tag-created', aTag())[0]).toBe('🏷 Bob Baker created the tag v1.2.0');
    expect(told('tag-created', aTag({ author: null }))).toEqual([
      '🏷 New tag v1.2.0',
      'v1.2.0 · acme/shop · aaaaaaaa',
    ]);
    expect(told('tag-moved', aTag())[0]).toBe('🏷 Bob Baker moved the tag v1.2.0 to aaaaaaaa');
  });
});

describe('the message about a push', () => {
  it.each([
    [{}, 'Bob Baker pushed 2 commits to main'],
    [{ commitCount: 1 }, 'Bob Baker pushed 1 commit to main'],
    [{ commitCount: null }, 'Bob Baker pushed to main'],
    [{ isForced: true }, 'Bob Baker force-pushed main'],
  ])('%j', (over, headline) => {
    expect(told('branch-pushed', aPush(over))).toEqual([`⬆️ ${headline}`, 'Round the totals · acme/shop']);
  });

  it('that made or ended a branch names it', () => {
    const push = aPush({ branch: 'topic', title: null });

    expect(told('branch-created', push)).toEqual([
      '🌱 Bob Baker created the branch topic',
      'topic · acme/shop',
    ]);
    expect(told('branch-deleted', push)[0]).toBe('✂️ Bob Baker deleted the branch topic');
  });
});

describe('the message about a mention at a commit', () => {
  it('says where, quotes the words and names the commit', () => {
    expect(told('commit-mention', aCommitNote())).toEqual([
      '🔔 Bob Baker mentioned you in a commit',
      '> Round the totals\n\nAs @alice asked.',
      'Round the totals · aaaaaaaa · acme/shop',
    ]);
    expect(told('commit-mention', aCommitNote({ isComment: true, body: '@alice why?' }))[0]).toBe(
      '🔔 Bob Baker mentioned you in a comment on a commit',
    );
  });
});
