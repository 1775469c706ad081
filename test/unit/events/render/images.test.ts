import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../../src/bot/translator.js';
import type { Image } from '../../../../src/domain/subjects/image.js';
import { isWorthOffering } from '../../../../src/actions/foresee.js';
import { EVENTS } from '../../../../src/events/index.js';
import { createRenderer } from '../../../../src/events/render/render-notification.js';
import { anImage } from '../../../support/an-image.js';
import { anEvent, anEventNotification } from '../../../support/builders.js';

const t = createTranslator()('en');
const renderer = createRenderer(EVENTS, isWorthOffering);

function told(type: string, image: Image): readonly string[] {
  const notification = anEventNotification({ event: anEvent({ type, subject: image, reason: null }) });
  expect(renderer.card(notification, t)).toBeNull();
  const { lines } = renderer.news(
    [{ ...notification, rule: { ...notification.rule, reason: null } }],
    false,
    t,
  );
  return lines.map((line) =>
    line.kind === 'text'
      ? line.spans.map((span) => (typeof span === 'string' ? span : span.text)).join('')
      : line.text,
  );
}

describe('the message about a container image', () => {
  it('says which tag is new, of what and how large', () => {
    expect(told('image-tag-created', anImage())).toEqual([
      '📦 New image tag shop/api:1.4.0 (sha256:1a2b3c4d…, 42 MB)',
      'shop/api:1.4.0 · acme/shop',
    ]);
  });

  it('says where a tag has moved, and leaves out what the forge does not tell', () => {
    const image = anImage({ tag: 'latest', sizeBytes: null });

    expect(told('image-tag-moved', image)[0]).toBe('📦 Image tag shop/api:latest moved to sha256:1a2b3c4d…');
  });

  it.each([
    [1_234_567, '1.2 MB'],
    [9_960_000, '10 MB'],
    [1_234_567_890, '1,235 MB'],
    [0, '0 MB'],
  ])('%i bytes are %s', (sizeBytes, text) => {
    expect(told('image-tag-created', anImage({ sizeBytes }))[0]).toContain(text);
  });
});
