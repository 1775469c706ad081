import { describe, expect, it } from '@jest/globals';
import { createDesktopChannel } from '../../../../src/channels/desktop/desktop-channel.js';
import { Screen } from '../../../../src/channels/terminal/screen.js';
import { createTerminalChannel } from '../../../../src/channels/terminal/terminal-channel.js';
import { DeliveryError } from '../../../../src/domain/errors.js';
import { code, line, quote, type Message } from '../../../../src/domain/message.js';
import type { Channel } from '../../../../src/domain/ports/channel.js';

const READER = { chatId: 'terminal', topicId: null };
const LOUD = { replyTo: null, isSilent: false };

/** A title that clears the screen, renames the window, rings, turns the text round and ends the line. */
const HOSTILE = 'a\u001b[2Jb\u001b]0;owned\u0007c\u009b31md\u202ee\rf\ng';
const STEERING = /[\p{Cc}\p{Cf}]/u;

interface Bench {
  readonly channel: Channel;
  readonly written: () => string;
  fail(error: Error): void;
}

function terminal(form: 'block' | 'line', hasColor = false): Bench {
  let text = '';
  let failure: Error | null = null;
  const out = {
    write: (part: string, done: (error?: Error | null) => void) => {
      if (failure === null) text += part;
      done(failure);
    },
  };
  const screen = new Screen({ out, err: out, columns: null });
  return {
    channel: createTerminalChannel({ screen, layout: { form, hasColor } }),
    written: () => text,
    fail: (error) => (failure = error),
  };
}

function desktop(): Bench {
  const notes: string[] = [];
  let failure: Error | null = null;
  const channel = createDesktopChannel(({ title, text }) => {
    if (failure !== null) return Promise.reject(failure);
    notes.push(`${title}\n${text}\n`);
    return Promise.resolve();
  });
  return { channel, written: () => notes.join(''), fail: (error) => (failure = error) };
}

async function codeOf(doing: Promise<unknown>): Promise<string> {
  try {
    await doing;
  } catch (error) {
    if (error instanceof DeliveryError) return error.code;
    throw error;
  }
  return 'none';
}

describe.each([
  ['a terminal', () => terminal('block')],
  ['a pipe', () => terminal('line')],
  ['a desktop', desktop],
] as const)('%s', (_name, open) => {
  it('shows forge text as text: nothing in it steers what shows it', async () => {
    const { channel, written } = open();

    await channel.send(
      READER,
      { lines: [line({ text: HOSTILE, style: 'bold' }), quote(HOSTILE), code(HOSTILE)] },
      LOUD,
    );

    const rows = written().split('\n');
    expect(rows.filter((row) => STEERING.test(row))).toEqual([]);
    expect(written()).toContain('abcde f g');
    expect(written()).not.toContain('owned');
  });

  it('cuts what is endless', async () => {
    const { channel, written } = open();

    await channel.send(READER, { lines: [line('A title'), quote('word '.repeat(10_000))] }, LOUD);

    expect(written().length).toBeLessThan(1_500);
    expect(written()).toContain('…');
  });

  it('can change nothing that it has shown', async () => {
    const { channel } = open();
    const id = await channel.send(READER, { lines: [line('x')] }, LOUD);

    expect(await channel.edit(READER, id, { lines: [line('y')] })).toBe('gone');
  });

  it('says of a failure whether it is for good', async () => {
    const { channel, fail } = open();

    fail(Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }));

    expect(await codeOf(channel.send(READER, { lines: [line('x')] }, LOUD))).toBe('unreachable');
  });
});

const MESSAGE: Message = {
  lines: [
    line({ text: '12:00:00', style: 'code' }, ' ', { text: 'It failed', style: 'bold' }),
    line({ text: 'acme/shop #1', href: 'https://gitlab.example.com/1' }, ' · Add'),
    quote('one\ntwo'),
  ],
};

describe('the layout', () => {
  it('of a terminal is a block, the address at its end', async () => {
    const { channel, written } = terminal('block');

    await channel.send(READER, MESSAGE, LOUD);

    expect(written()).toBe(
      [
        '12:00:00 It failed',
        '         acme/shop #1 · Add',
        '         │ one',
        '         │ two',
        '         https://gitlab.example.com/1',
        '',
      ].join('\n'),
    );
  });

  it('of a pipe is a line', async () => {
    const { channel, written } = terminal('line');

    await channel.send(READER, MESSAGE, LOUD);

    expect(written()).toBe(
      '12:00:00 It failed · acme/shop #1 · Add · one two · https://gitlab.example.com/1\n',
    );
  });

  it('has colours where they are wanted', async () => {
    const { channel, written } = terminal('block', true);

    await channel.send(READER, MESSAGE, LOUD);

    expect(written()).toContain('\u001b[1mIt failed\u001b[22m');
  });

  it('of a long text has few rows', async () => {
    const { channel, written } = terminal('block');

    await channel.send(READER, { lines: [line('x'), quote('row\n'.repeat(100))] }, LOUD);

    expect(written().split('\n').length).toBeLessThan(12);
  });
});

describe('a full disk', () => {
  it('may be emptied', async () => {
    const { channel, fail } = terminal('line');

    fail(Object.assign(new Error('write ENOSPC'), { code: 'ENOSPC' }));

    expect(await codeOf(channel.send(READER, { lines: [line('x')] }, LOUD))).toBe('unavailable');
  });
});

describe('a desktop', () => {
  it('is not called for what comes in silence', async () => {
    const { channel, written } = desktop();

    await channel.send(READER, { lines: [line('x')] }, { replyTo: null, isSilent: true });

    expect(written()).toBe('');
  });
});
