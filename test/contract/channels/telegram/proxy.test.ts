import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { downloadFile } from '../../../../src/channels/telegram/download-file.js';
import { createTelegramChannel } from '../../../../src/channels/telegram/telegram-channel.js';
import { createTelegram, type Telegram } from '../../../../src/channels/telegram/telegram-client.js';
import { line } from '../../../../src/domain/message.js';
import { Secret } from '../../../../src/domain/secret.js';
import { openFetch } from '../../../../src/proxy/open-fetch.js';
import { ScriptedClock } from '../../../simulator/core/clock.js';
import { startTelegram, type TelegramSimulator } from '../../../simulator/telegram/start-telegram.js';
import { aPicture } from '../../../support/a-picture.js';
import { type ConnectProxy, startConnectProxy } from '../../../support/connect-proxy.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';

const ALICE = 1001;
const CHAT = { chatId: String(ALICE), topicId: null };
const OPTIONS = { replyTo: null, isSilent: false };
const CREDENTIALS = `Basic ${Buffer.from('ann:hunter2').toString('base64')}`;
const ROOT = 'http://telegram.test';

let simulator: TelegramSimulator;
let proxy: ConnectProxy;

beforeEach(async () => {
  simulator = await startTelegram({ clock: new ScriptedClock().now });
  simulator.world.addPerson({ id: ALICE, name: 'Alice', hasStarted: true });
  proxy = await startConnectProxy({ 'telegram.test': simulator.url });
});

afterEach(() => Promise.all([simulator.close(), proxy.stop()]));

function telegramBy(url: string, apiRoot = ROOT): Telegram {
  const server = { url, authorization: new Secret(CREDENTIALS) };
  return createTelegram({ token: simulator.token, apiRoot, proxy: server });
}

function say(telegram: Telegram): Promise<string> {
  const channel = createTelegramChannel({ telegram, logger: createMemoryLogger() });
  return channel.send(CHAT, { lines: [line('Hello')] }, OPTIONS);
}

describe('Telegram behind a proxy', () => {
  it('gets words and pictures through one tunnel that is kept', async () => {
    const telegram = telegramBy(proxy.url);
    const channel = createTelegramChannel({ telegram, logger: createMemoryLogger() });

    await channel.send(CHAT, { lines: [line('Hello')] }, OPTIONS);
    await channel.send(
      CHAT,
      { lines: [line('Look')], picture: { name: 'a.png', content: aPicture('a') } },
      OPTIONS,
    );

    expect(simulator.world.botMessages(ALICE)).toHaveLength(2);
    expect(proxy.asked).toEqual(['CONNECT telegram.test:80']);
    expect(proxy.credentials).toEqual([CREDENTIALS]);
  });

  it('gives the files that people send through it', async () => {
    const content = Buffer.from('some bytes');
    const message = { kind: 'document', name: 'a.bin', content } as const;
    const { file } = simulator.world.sendFile(ALICE, ALICE, message);
    const server = { url: proxy.url, authorization: null };
    const fetch = await openFetch({ https: server, http: server, exempt: [] });

    const means = { signal: AbortSignal.timeout(10_000), fetch };
    const got = await downloadFile(telegramBy(proxy.url), file?.id ?? '', means);

    expect(got.kind === 'done' && content.equals(got.bytes)).toBe(true);
    expect(proxy.asked.filter((line) => line.includes('/file/'))).toHaveLength(1);
  });

  it.each([
    [407, ROOT],
    [403, 'https://telegram.test'],
    [502, 'https://telegram.test'],
  ])('is unavailable where the proxy answers %i, which is named', async (status, root) => {
    proxy.refuse(status);

    await expect(say(telegramBy(proxy.url, root))).rejects.toMatchObject({
      code: 'unavailable',
      message: `Telegram cannot be reached or understood by way of the proxy ${new URL(proxy.url).host}: system ${status}`,
    });
  });

  it('is unavailable where the proxy is away, which is named', async () => {
    await expect(say(telegramBy('http://127.0.0.1:1'))).rejects.toMatchObject({
      code: 'unavailable',
      message:
        'Telegram cannot be reached or understood by way of the proxy 127.0.0.1:1: system ECONNREFUSED',
    });
  });
});
