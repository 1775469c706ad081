import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import * as git from 'isomorphic-git';
import http from 'isomorphic-git/http/node';
import { MemoryFiles } from '../../../src/forges/github/wiki/memory-files.js';
import { type CheckedGithub, startCheckedGithub } from '../../simulator/github/checked-github.js';

describe('the wiki of the simulated GitHub', () => {
  let github: CheckedGithub;

  beforeEach(async () => {
    github = await startCheckedGithub();
    for (const login of ['alice', 'eve']) github.world.addUser(login);
    github.world.addProject('team/web', { members: ['alice'], isPrivate: true });
  });

  afterEach(() => github.close());

  const write = (title: string, text: string): void =>
    github.world.writeWikiPage('team/web', { by: 'alice', title, text });

  const remote = (login: string) => ({
    http,
    url: `${github.url}/team/web.wiki.git`,
    onAuth: () => ({ username: 'x-access-token', password: github.world.addToken(login) }),
  });

  async function fetched(depth?: number): Promise<{ messages: readonly string[]; files: readonly string[] }> {
    const place = { fs: new MemoryFiles(), gitdir: '/copy' };
    const { url, ...access } = remote('alice');
    await git.init({ ...place, bare: true });
    await git.addRemote({ ...place, remote: 'origin', url });
    const options = { remoteRef: 'HEAD', singleBranch: true, ...(depth === undefined ? {} : { depth }) };
    const { fetchHead } = await git.fetch({ ...place, ...access, ...options });
    const log = await git.log({ ...place, ref: fetchHead ?? '' });
    const files = await git.listFiles({ ...place, ref: fetchHead ?? '' });
    return { messages: log.map(({ commit }) => commit.message.trim()), files };
  }

  it('is a git repository that a git client fetches, whole or in part', async () => {
    write('Home', 'Welcome');
    write('Set up', 'x'.repeat(100_000));
    github.world.renameWikiPage('team/web', 'Home', 'Start', 'alice');

    expect(await fetched()).toEqual({
      messages: ['Renamed Home', 'Updated Set up (markdown)', 'Updated Home (markdown)'],
      files: ['Set-up.md', 'Start.md'],
    });
    expect((await fetched(2)).messages).toEqual(['Renamed Home', 'Updated Set up (markdown)']);
  });

  it('has another head after each commit, and the same until then', async () => {
    const head = async (): Promise<string | undefined> =>
      (await git.listServerRefs({ ...remote('alice'), prefix: 'HEAD', protocolVersion: 1 }))[0]?.oid;
    write('Home', 'Welcome');
    const first = await head();

    expect(await head()).toBe(first);
    write('Home', 'Hello');
    expect(await head()).not.toBe(first);
  });

  it('is not there before its first page, nor for those who may not see the project', async () => {
    const ask = (login: string): Promise<unknown> =>
      git.listServerRefs({ ...remote(login), protocolVersion: 1 }).catch((error: unknown) => String(error));

    expect(await ask('alice')).toMatch(/404/);
    write('Home', 'Welcome');
    expect(await ask('eve')).toMatch(/404/);
    const bare = await fetch(`${github.url}/team/web.wiki.git/info/refs?service=git-upload-pack`);
    expect(bare.status).toBe(401);
  });
});
