import { setImmediate as yieldToEvents } from 'node:timers/promises';
import { openStorage } from '../../../../src/storage/open-storage.js';
import type { Logger } from '../../../../src/domain/logger.js';
import { at, failure, feedOf, notification, pipeline, progress } from '../fixtures.js';

/** Commits one poll after another and says so, until it is killed. Arguments: data directory, round. */
const [dataDir = '', round = '0'] = process.argv.slice(2);
const now = at(Number(round) * 1_000);

const silent: Logger = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  child: () => silent,
};

try {
  const storage = await openStorage({
    databaseUrl: null,
    dataDir,
    secretKey: Buffer.alloc(32, 7),
    logger: silent,
    clock: () => now,
  });
  const claimed = await storage.polls.claimDue({
    owner: round,
    limit: 1,
    now,
    until: at(Number(round) * 1_000 + 500),
  });
  const [work] = claimed;
  if (work === undefined) throw new Error('nothing is due');
  const chat = work.account.personId;
  const feed = feedOf(work.feeds, 'inbox');
  for (let number = 0; ; number += 1) {
    const name = `${round}-${number}`;
    await storage.polls.commit(work.lease, async (tx) => {
      await tx.saveSnapshots([pipeline(name)]);
      await tx.recordEvents([failure(name)]);
      await tx.enqueue([notification(work.account.id, chat, name)]);
      await tx.saveProgress(feed.id, progress(now, { cursor: { name } }));
    });
    process.stdout.write(`${name}\n`);
    await yieldToEvents();
  }
} catch (error) {
  process.stdout.write(
    `REFUSED ${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}\n`,
  );
  process.exit(3);
}
