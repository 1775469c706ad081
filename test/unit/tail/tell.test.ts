import { describe, expect, it } from '@jest/globals';
import { createTranslator } from '../../../src/bot/translator.js';
import { DeliveryError } from '../../../src/domain/errors.js';
import type { Notification } from '../../../src/domain/notification.js';
import { EVENTS } from '../../../src/events/index.js';
import { createRenderer } from '../../../src/events/render/render-notification.js';
import { createFullTime } from '../../../src/tail/format-time.js';
import { Teller } from '../../../src/tail/tell.js';
import { anEvent, anEventNotification, aNotice, aPipeline, at, NOON } from '../../support/builders.js';
import { createFakeChannel } from '../../support/fake-channel.js';

function failure(ref: string, seconds: number, over: object = {}): Notification {
  const subject = aPipeline({ ref, status: 'failed' });
  const event = anEvent({ at: at(seconds), subject, ...over });
  return anEventNotification({ dedupeKey: ref, event });
}

function bench(settings: { readonly username?: string } = {}) {
  const owed: Notification[] = [];
  const said: string[] = [];
  const terminal = createFakeChannel();
  const desktop = createFakeChannel();
  const teller = new Teller({
    store: {
      get owed() {
        return [...owed];
      },
      settle: (one) => owed.splice(owed.indexOf(one), 1),
    },
    settings: { username: '', isJson: false, ...settings },
    screen: {
      print: () => Promise.resolve(),
      note: (text) => {
        said.push(text);
        return Promise.resolve();
      },
    },
    terminal,
    desktop,
    renderer: createRenderer(EVENTS, () => false),
    t: createTranslator()('en'),
    formatTime: createFullTime('UTC'),
    clock: () => NOON,
    forgeUrlOf: () => 'https://gitlab.example.com',
    onTold: () => Promise.resolve(),
    onNotice: ({ code }) => said.push(code),
    onLost: ({ code }) => said.push(code),
    onFault: (what) => said.push(what),
  });
  const firstLines = (channel: typeof terminal) => channel.shown.map(({ text }) => text.split('\n')[0]);
  return { teller, owed, said, terminal, desktop, firstLines };
}

describe('the teller', () => {
  it('tells nothing before it is opened, and then all in the order in which it happened', async () => {
    const { teller, owed, terminal, firstLines } = bench();
    owed.push(failure('second', 20), failure('first', 10));
    await teller.tell();
    expect(terminal.shown).toEqual([]);

    await teller.open();

    expect(firstLines(terminal)).toEqual([
      '2026-03-02 12:00:10 ❌ Pipeline failed on first',
      '2026-03-02 12:00:20 ❌ Pipeline failed on second',
    ]);
    expect(owed).toEqual([]);
  });

  it('calls on the desktop for what wants attention and was not done by oneself, and for many at once', async () => {
    const { teller, owed, desktop, firstLines } = bench();
    owed.push(
      failure('loud', 1),
      failure('quiet', 2, { wantsAttention: false }),
      failure('own', 3, { isOwnDoing: true }),
    );
    await teller.open();
    await teller.called;
    expect(firstLines(desktop)).toEqual(['❌ Pipeline failed on loud']);

    owed.push(...['a', 'b', 'c', 'd'].map((ref, index) => failure(ref, index)));
    await teller.tell();
    await teller.called;

    expect(firstLines(desktop)[1]).toBe('4 events');
    expect(desktop.shown).toHaveLength(2);
  });

  it('keeps what the output did not take', async () => {
    const { teller, owed, said, terminal } = bench();
    owed.push(failure('lost', 1), failure('behind', 2));
    terminal.failNext(new DeliveryError('unreachable', 'gone'));

    await teller.open();

    expect(said).toEqual(['unreachable']);
    expect(owed).toHaveLength(2);
  });

  it('leaves out what cannot be put into words, and goes on', async () => {
    const { teller, owed, said, firstLines, terminal } = bench();
    owed.push(failure('broken', 1, { subject: { kind: 'pipeline' } }), failure('sound', 2));

    await teller.open();

    expect(said).toEqual(['an event could not be put into words']);
    expect(firstLines(terminal)).toEqual(['2026-03-02 12:00:02 ❌ Pipeline failed on sound']);
    expect(owed).toEqual([]);
  });

  it('shows one person alone where that was asked for, and hands notices on', async () => {
    const { teller, owed, said, terminal } = bench({ username: 'carol' });
    owed.push(failure('of-bob', 1), aNotice());

    await teller.open();

    expect(terminal.shown).toEqual([]);
    expect(said).toEqual(['token-refused']);
    expect(owed).toEqual([]);
  });
});
