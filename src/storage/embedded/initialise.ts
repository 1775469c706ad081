import { execFile } from 'node:child_process';
import { access, chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Logger } from '../../domain/logger.js';
import { pgliteUrl } from './thread-entry.js';

const run = promisify(execFile);

/** Creating a database takes over 800 MB that a process never gives back; so another one does it, and ends. */
const CREATE = `import(process.argv[1]).then((pglite) => (pglite.PGlite ?? pglite.default.PGlite).create(process.argv[2])).then((db) => db.close())`;

/** Makes sure that `directory` holds a database; the directory's lock must be held. */
export async function initialise(directory: string, log: Logger): Promise<void> {
  if (await exists(join(directory, 'PG_VERSION'))) return;
  log.info({ directory }, 'creating the embedded database, which takes some seconds once');
  const draft = `${directory}.new`;
  await rm(draft, { recursive: true, force: true });
  await rm(directory, { recursive: true, force: true });
  // PostgreSQL's files are readable for all, whatever the umask: the directory alone protects them.
  await mkdir(draft, { recursive: true, mode: 0o700 });
  await run(process.execPath, ['-e', CREATE, pgliteUrl(), draft], { env: {} });
  await chmod(draft, 0o700);
  await rename(draft, directory);
}

async function exists(path: string): Promise<boolean> {
  try {
    await access(path);
    return true;
  } catch {
    return false;
  }
}
