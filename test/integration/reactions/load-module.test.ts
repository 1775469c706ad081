import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createMemoryLogger } from '../../support/memory-logger.js';
import { ModuleHost, type Description } from '../../../src/reactions/module-host.js';
import { toFailure } from '../../../src/reactions/call-failure.js';

let directory: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'forgewatch-load-'));
});

afterEach(async () => {
  await rm(directory, { recursive: true, force: true });
});

async function describeModule(name: string, source: string): Promise<Description> {
  const path = join(directory, name);
  await writeFile(path, source);
  return new ModuleHost({
    module: { name, path },
    environment: {},
    logger: createMemoryLogger(),
    toFailure,
  }).describe();
}

const BODY = `on('issue.opened', () => undefined)`;

describe('a file of a module', () => {
  it.each([
    ['esm.mjs', `export default (on) => ${BODY};`],
    ['older.js', `module.exports = (on) => ${BODY};`],
    ['function.cjs', `module.exports = (on) => ${BODY};`],
    ['default.cjs', `exports.default = (on) => ${BODY};`],
    ['typed.ts', `import type { On } from 'forgewatch/reactions'; export default (on: On): void => ${BODY};`],
    [
      'typed.mts',
      `import type { On } from 'forgewatch/reactions'; export default (on: On): void => ${BODY};`,
    ],
    [
      'default.cts',
      `import type { On } from 'forgewatch/reactions'; export default (on: On): void => ${BODY};`,
    ],
    ['equals.cts', `import type { On } from 'forgewatch/reactions'; export = (on: On): void => ${BODY};`],
    ['module.cts', `module.exports = (on: any): void => ${BODY};`],
  ])('registers its handlers: %s', async (name, source) => {
    expect(await describeModule(name, source)).toMatchObject({
      kind: 'ready',
      handlers: [{ name: 'issue.opened' }],
    });
  });

  it.each([
    ['esm.mjs', `export const apiVersion = 2; export default (on) => ${BODY};`],
    ['default.cjs', `exports.apiVersion = 2; exports.default = (on) => ${BODY};`],
    ['function.cjs', `module.exports = (on) => ${BODY}; module.exports.apiVersion = 2;`],
    ['typed.ts', `export const apiVersion: number = 2; export default (on: any): void => ${BODY};`],
    ['module.cts', `module.exports = (on: any): void => ${BODY}; module.exports.apiVersion = 2;`],
  ])('is refused where it is written for another version: %s', async (name, source) => {
    expect(await describeModule(name, source)).toMatchObject({
      kind: 'broken',
      reason: expect.stringContaining('version 2'),
    });
  });
});
