import { describe, expect, it } from '@jest/globals';
import { encodeButtons } from '../../../../src/channels/telegram/encode-buttons.js';
import { DeliveryError } from '../../../../src/domain/errors.js';

describe('encodeButtons', () => {
  it('keeps rows, links and actions', () => {
    const rows = [
      [
        { label: 'Open', url: 'https://example.com/a b' },
        { label: 'Mute', action: 'm:1' },
      ],
      [],
    ];

    expect(encodeButtons(rows)).toEqual([
      [
        { text: 'Open', url: 'https://example.com/a%20b' },
        { text: 'Mute', callback_data: 'm:1' },
      ],
    ]);
  });

  it('leaves out a link that Telegram would refuse with the whole message', () => {
    const rows = [
      [
        { label: 'A', url: 'http://gitlab/x' },
        { label: 'B', url: 'javascript:x' },
      ],
      [{ label: 'C', url: 'http://[::1]/' }],
    ];

    expect(encodeButtons(rows)).toEqual([[{ text: 'C', url: 'http://[::1]/' }]]);
  });

  it('shortens and cleans labels', () => {
    const [[button] = []] = encodeButtons([[{ label: `a\u202e\nb${'c'.repeat(100)}`, action: 'x' }]]);

    expect(button?.text).toMatch(/^a bc+…$/);
    expect(button?.text).toHaveLength(64);
    expect(encodeButtons([[{ label: ' \u200b ', action: 'x' }]])).toEqual([
      [{ text: '…', callback_data: 'x' }],
    ]);
  });

  it.each(['', 'x'.repeat(65), 'ü'.repeat(33)])('refuses an action of the wrong length', (action) => {
    expect(() => encodeButtons([[{ label: 'x', action }]])).toThrow(DeliveryError);
  });

  it('takes an action of exactly 64 bytes', () => {
    expect(encodeButtons([[{ label: 'x', action: 'ü'.repeat(32) }]])).toHaveLength(1);
  });
});
