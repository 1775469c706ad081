import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { ForgeKind } from '../../../../src/domain/forge.js';
import type { Line } from '../../../../src/domain/message.js';
import type { Subject } from '../../../../src/domain/subject.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { ALICE, aMergeRequest, anEvent, anEventNotification, aPipeline, BOB } from '../../../support/builders.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS);

function cardOf(subject: Subject, forgeKind: ForgeKind = 'gitlab'): readonly string[] {
  const card = renderer.card(anEventNotification({ forgeKind, event: anEvent({ subject }) }), t);
  return card?.lines.map(textOf) ?? [];
}

function textOf(line: Line): string {
  return 'spans' in line
    ? line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
    : '';
}

describe('the card of a pipeline', () => {
  it('says what it waits for, in the words of its forge', () => {
    const waiting = aPipeline({ status: 'waiting', ref: 'main', name: null });

    expect(cardOf(waiting)[0]).toBe('✋ Pipeline waits for a manual job on main');
    expect(cardOf({ ...waiting, name: 'CI' }, 'github')[0]).toBe('✋ CI waits for an approval on main');
  });
});

describe('the card of a merge request', () => {
  it('names who still has to review it', () => {
    const asked = aMergeRequest({ reviewers: [ALICE, BOB] });

    expect(cardOf(asked)).toContain(`Review requested from ${ALICE.name}, ${BOB.name}`);
  });
});
