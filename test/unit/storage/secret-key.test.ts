import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadSecretKey } from '../../../src/storage/secret-key.js';

describe('loadSecretKey', () => {
  let home: string;

  beforeEach(async () => {
    home = await mkdtemp(join(tmpdir(), 'forgewatch-key-'));
  });

  afterEach(() => rm(home, { recursive: true, force: true }));

  const bytes = Buffer.from(Array.from({ length: 32 }, (_, index) => index * 7));

  it.each([
    ['base64', bytes.toString('base64')],
    ['base64url', bytes.toString('base64url')],
    ['hex', bytes.toString('hex')],
  ])('takes 32 bytes in %s as they are', async (_form, text) => {
    expect(await loadSecretKey(` ${text} `, home)).toEqual(bytes);
    expect(await readdir(home)).toEqual([]);
  });

  it('derives the same key from the same passphrase, and another from another', async () => {
    const one = await loadSecretKey('correct horse battery', home);

    expect(one).toHaveLength(32);
    expect(await loadSecretKey('correct horse battery', join(home, 'elsewhere'))).toEqual(one);
    expect(await loadSecretKey('correct horse batterz', home)).not.toEqual(one);
  });

  it('refuses what is too short, without repeating it', async () => {
    const loading = loadSecretKey('fifteen letters', home);

    await expect(loading).rejects.toThrow('SECRET_KEY is too short');
    await expect(loading).rejects.toMatchObject({ name: 'ConfigError' });
    await expect(loading).rejects.not.toThrow('fifteen letters');
  });

  it('generates a key once, for its owner alone', async () => {
    const dataDir = join(home, 'data');

    const keys = await Promise.all([1, 2, 3, 4].map(() => loadSecretKey('', dataDir)));
    const later = await loadSecretKey('', dataDir);

    expect(later).toHaveLength(32);
    for (const key of keys) expect(key).toEqual(later);
    expect(await readdir(dataDir)).toEqual(['secret.key']);
    expect((await stat(join(dataDir, 'secret.key'))).mode & 0o777).toBe(0o600);
    expect((await stat(dataDir)).mode & 0o777).toBe(0o700);
  });

  it('refuses a damaged file instead of replacing it', async () => {
    await writeFile(join(home, 'secret.key'), 'torn');

    await expect(loadSecretKey('', home)).rejects.toThrow('restore it from a backup');
  });

  it('says so when the directory cannot be written', async () => {
    await writeFile(join(home, 'file'), '');

    await expect(loadSecretKey('', join(home, 'file'))).rejects.toMatchObject({ name: 'ConfigError' });
  });
});
