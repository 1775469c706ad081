import { readFileSync } from 'node:fs';
import { expect, it } from '@jest/globals';
import { renderGallery } from './gallery.js';

it('the gallery of all messages in docs/messages.md is what the code says (npm run messages)', () => {
  expect(readFileSync('docs/messages.md', 'utf8')).toBe(renderGallery());
});
