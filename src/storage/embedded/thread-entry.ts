import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import type { Worker, WorkerOptions } from 'node:worker_threads';
import { startThread as startBeside } from '../../threads/start-thread.js';

/** Starts `<name>` beside this file as a thread. */
export function startThread(name: string, options: WorkerOptions): Worker {
  return startBeside(name, import.meta.url, options);
}

/** Address of PGlite's own module, for a process that runs nothing else. */
export function pgliteUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
}
