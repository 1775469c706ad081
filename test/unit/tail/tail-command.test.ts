import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { tailSchema } from '../../../config/tail-schema.js';
import { createTailCommand } from '../../../src/tail/tail-command.js';

async function read(words: readonly string[]): Promise<object> {
  let seen: object = {};
  const command = createTailCommand(
    (options) => {
      seen = options;
      return Promise.resolve();
    },
    (code) => {
      seen = { code };
      throw new Error('exit');
    },
  );
  command.configureOutput({ writeErr: () => undefined, writeOut: () => undefined });
  await command.parseAsync([...words], { from: 'user' }).catch(() => undefined);
  return seen;
}

describe('the command line of the tail', () => {
  it('hands projects and options on as they were written', async () => {
    const words = ['a/b', '12', '--once', '--branch', 'main,rel/*', '--no-color'];

    expect(await read(words)).toEqual({
      projects: ['a/b', '12'],
      once: true,
      branch: 'main,rel/*',
      color: false,
    });
  });

  it('ends with 2 for an option that there is not, and with 0 for help', async () => {
    expect(await read(['a/b', '--tokn', 'x'])).toEqual({ code: 2 });
    expect(await read(['--help'])).toEqual({ code: 0 });
  });

  it('takes no token', () => {
    const flags = Object.values(tailSchema).map((setting) => ('flags' in setting ? setting.flags : ''));

    expect(flags.filter((text) => text.includes('token'))).toEqual([]);
  });

  it('is described in docs/tail.md, each option with its variable', () => {
    const rows = readFileSync('docs/tail.md', 'utf8').split('\n');

    for (const setting of Object.values(tailSchema)) {
      const flag = 'flags' in setting ? setting.flags : '';
      expect(rows.some((row) => row.includes(flag) && row.includes(setting.env))).toBe(true);
    }
  });
});
