import { describe, expect, it } from '@jest/globals';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { Line } from '../../../../src/domain/message.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { ALICE, aComment, anEvent, anEventNotification, BOB } from '../../../support/builders.js';

const renderer = createRenderer(EVENTS, isWorthOffering);
const mention = anEvent({
  type: 'comment-mention',
  subject: aComment({ author: BOB, mentions: ['alice'] }),
  actor: BOB,
  reason: 'mentioned',
});

const inGroup = anEventNotification({ event: mention, addressee: ALICE });

function textOf(line: Line | undefined): string {
  return line !== undefined && 'spans' in line
    ? line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
    : '';
}

describe('news that say “you” where several people read', () => {
  it.each([
    ['en', '🔔 For Alice Archer: Bob Baker mentioned you'],
    ['ru', '🔔 Для Alice Archer: Bob Baker упоминает тебя'],
  ] as const)('say first whom they speak to, in %s', (language, expected) => {
    const t = createTranslator()(language);

    expect(textOf(renderer.news([inGroup], false, t).lines[0])).toBe(expected);
    expect(textOf(renderer.short(inGroup, t))).toContain(expected);
  });

  it('name nobody where they concern nobody', () => {
    const t = createTranslator()('en');
    const added = { ...mention, type: 'comment-added', reason: null };
    const [first] = renderer.news([anEventNotification({ event: added, addressee: ALICE })], false, t).lines;

    expect(textOf(first)).toBe('💬 Bob Baker commented');
  });

  it('name nobody to their only reader, nor where names are not to be shown', () => {
    const t = createTranslator()('en');
    const [own] = renderer.news([anEventNotification({ event: mention })], false, t).lines;
    const shown = renderer.at('neither').news([inGroup], false, t).lines.map(textOf).join('\n');

    expect(textOf(own)).toBe('🔔 Bob Baker mentioned you');
    expect(shown).not.toContain('Alice');
  });
});
