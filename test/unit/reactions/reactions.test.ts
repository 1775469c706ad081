import { describe, expect, it } from '@jest/globals';
import type { Description } from '../../../src/reactions/module-host.js';
import { Reactions } from '../../../src/reactions/reactions.js';
import { NOON } from '../../support/builders.js';
import { FakeReactionStore } from '../../support/fake-reaction-store.js';
import { createMemoryLogger } from '../../support/memory-logger.js';

const READY: Description = { kind: 'ready', handlers: [] };
const SLOW: Description = { kind: 'not-loaded', reason: 'it took longer than 20 s to load' };
const BROKEN: Description = { kind: 'broken', reason: 'Unexpected token' };

/** Modules that are found so, one time after the other. */
async function start(modules: Readonly<Record<string, readonly Description[]>>) {
  const log = createMemoryLogger();
  const asked: string[] = [];
  const reactions = new Reactions({
    store: new FakeReactionStore(),
    modules: Object.keys(modules).map((name) => ({ name, path: `/reactions/${name}` })),
    hostOf: ({ name }) => ({
      describe() {
        asked.push(name);
        return Promise.resolve(modules[name]?.[asked.filter((one) => one === name).length - 1] ?? BROKEN);
      },
      run: () => Promise.resolve(null),
      stop: () => Promise.resolve(),
    }),
    runModule: () => Promise.resolve(),
    enrol: () => Promise.resolve(true),
    matches: () => true,
    clock: () => NOON,
    logger: log,
    owner: 'test',
  });
  await reactions.start();
  await reactions.stop();
  const [atWork] = log.entries.filter(({ message }) => message === 'reactions are at work');
  const leftOut = log.entries.filter(({ level }) => level === 'error').map(({ fields }) => fields);
  return { asked, atWork: atWork?.fields['modules'], leftOut };
}

describe('modules at the start', () => {
  it('that a busy machine kept from loading are asked once more, when the others are through', async () => {
    expect(await start({ 'a.js': [SLOW, READY], 'b.js': [READY] })).toEqual({
      asked: ['a.js', 'b.js', 'a.js'],
      atWork: ['a.js', 'b.js'],
      leftOut: [],
    });
  });

  it('that do not load a second time are left out, as broken ones are at once', async () => {
    expect(await start({ 'a.js': [SLOW, SLOW], 'b.js': [BROKEN], 'c.js': [READY] })).toEqual({
      asked: ['a.js', 'b.js', 'c.js', 'a.js'],
      atWork: ['c.js'],
      leftOut: [
        { module: 'a.js', reason: 'it took longer than 20 s to load' },
        { module: 'b.js', reason: 'Unexpected token' },
      ],
    });
  });
});
