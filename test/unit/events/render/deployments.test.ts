import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { Line, Message } from '../../../../src/domain/message.js';
import type { Deployment } from '../../../../src/domain/subjects/deployment.js';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { aDeployment } from '../../../support/a-deployment.js';
import { anEvent, anEventNotification } from '../../../support/builders.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);

function textsOf(message: Message | null): readonly string[] {
  return (message?.lines ?? []).map(textOf);
}

function textOf(line: Line): string {
  if (line.kind !== 'text') return line.text;
  return line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('');
}

function notificationOf(type: string, subject: Deployment) {
  return anEventNotification({ event: anEvent({ type, subject, reason: 'triggered' }) });
}

describe('the card of a deployment', () => {
  it.each([
    ['pending', '🕓 Deployment to production is queued: main (1a2b3c4d)'],
    ['running', '⏳ Deploying to production: main (1a2b3c4d)'],
    ['waiting', '✋ Deployment to production waits for approval: main (1a2b3c4d)'],
    ['success', '🚀 Deployed to production: main (1a2b3c4d)'],
    ['failed', '❌ Deployment to production failed: main (1a2b3c4d)'],
    ['canceled', '⏹ Deployment to production was canceled: main (1a2b3c4d)'],
  ] as const)('says how it stands: %s', (status, headline) => {
    const card = renderer.card(notificationOf('deployment-started', aDeployment({ status })), t);

    expect(textsOf(card)).toEqual([headline, 'production · acme/shop · Bob Baker']);
  });

  it('leads to its log and to what was deployed', () => {
    const card = renderer.card(
      notificationOf('deployment-started', aDeployment({ siteUrl: 'https://shop.example.com' })),
      t,
    );

    expect(JSON.stringify(card)).toContain('https://gitlab.example.com/acme/shop/-/jobs/9');
    expect(JSON.stringify(card)).toContain('https://shop.example.com');
  });

  it('names a commit once where it was deployed by its name', () => {
    const { sha } = aDeployment();
    const card = renderer.card(notificationOf('deployment-started', aDeployment({ ref: sha })), t);

    expect(textsOf(card)[0]).toBe('⏳ Deploying to production: 1a2b3c4d');
  });
});

describe('the news of a deployment', () => {
  it('answers the card with what happened and to what', () => {
    const news = renderer.news(
      [notificationOf('deployment-failed', aDeployment({ status: 'failed', actor: null }))],
      true,
      t,
    );

    expect(textsOf(news).slice(0, 2)).toEqual([
      '❌ Deployment to production failed: main (1a2b3c4d)',
      'production · acme/shop',
    ]);
  });
});
