import { describe, expect, it } from '@jest/globals';
import { ForgeError } from '../../../src/domain/errors.js';
import { Secret } from '../../../src/domain/secret.js';
import { createLogger } from '../../../src/runtime/logger.js';

function capture(write: (log: ReturnType<typeof createLogger>) => void): string {
  const lines: string[] = [];
  write(createLogger({ level: 'debug', format: 'json' }, { write: (line: string) => lines.push(line) }));
  return lines.join('');
}

describe('the log', () => {
  it('is one JSON object a line with level, time, fields and message', () => {
    const entry: unknown = JSON.parse(
      capture((log) => log.child({ feed: 'inbox' }).warn({ failures: 2 }, 'feed failed')),
    );

    expect(entry).toMatchObject({ level: 'warn', feed: 'inbox', failures: 2, msg: 'feed failed' });
  });

  it('spells out an error with its code and cause, whatever the field is called', () => {
    const error = new ForgeError('unavailable', { detail: 'HTTP 502', cause: new Error('socket hang up') });

    const text = capture((log) => log.error({ error }, 'read failed'));

    expect(JSON.parse(text)).toMatchObject({
      error: {
        name: 'ForgeError',
        code: 'unavailable',
        message: 'HTTP 502',
        cause: { message: 'socket hang up' },
      },
    });
  });

  it.each([
    ['a GitLab token', 'glpat-abcdefghij1234567890'],
    ['a classic GitHub token', 'ghp_abcdefghijklmnopqrstuvwxyz0123456789'],
    ['a fine-grained GitHub token', 'github_pat_11ABCDEFG0abcdefghij_klmnop'],
    ['a bot token', '123456789:AAabcdefghijklmnopqrstuvwxyz01234'],
  ])('never shows %s, wherever it stands', (_name, token) => {
    const text = capture((log) => {
      log.info({ token, nested: { authorization: `Bearer ${token}` } }, 'fields');
      log.error({ failure: new Error(`GET /bot${token}/getMe failed`) }, 'error');
      log.info({ secret: new Secret(token), url: `https://host/?private_token=${token}` }, `said ${token}`);
    });

    expect(text).not.toContain(token.slice(-15));
  });
});
