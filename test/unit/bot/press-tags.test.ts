import { expect, it } from '@jest/globals';
import { ACCESS_DECODERS } from '../../../src/bot/access-press.js';
import { ACT_DECODERS } from '../../../src/bot/act-press.js';
import { DECODERS } from '../../../src/bot/callback-data.js';
import { DIGEST_DECODERS } from '../../../src/bot/digest-press.js';
import { FILTER_DECODERS } from '../../../src/bot/filter-press.js';
import { QUIET_DECODERS } from '../../../src/bot/quiet-press.js';
import { SETTINGS_DECODERS } from '../../../src/bot/settings-press.js';
import { TICKET_DECODERS } from '../../../src/bot/ticket-press.js';
import { TIMELINE_DECODERS } from '../../../src/bot/timeline-press.js';

it('no two kinds of presses share a tag', () => {
  const families = {
    ACCESS_DECODERS,
    ACT_DECODERS,
    DIGEST_DECODERS,
    FILTER_DECODERS,
    QUIET_DECODERS,
    SETTINGS_DECODERS,
    TICKET_DECODERS,
    TIMELINE_DECODERS,
  };
  const hidden = Object.entries(families).flatMap(([family, decoders]) =>
    Object.entries(decoders)
      .filter(([tag, decoder]) => DECODERS[tag] !== decoder)
      .map(([tag]) => `${family} ${tag}`),
  );

  expect(hidden).toEqual([]);
});
