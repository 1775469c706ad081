import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts `<name>` beside this file as a thread. Compiled, the entry is JavaScript and starts as it is. Run from its
 * sources (tests, tsx) it is TypeScript, which a thread cannot load by itself: there a line of JavaScript brings in tsx,
 * a development dependency, first.
 */
export function startThread(name: string, options: WorkerOptions): Worker {
  const extension = import.meta.url.endsWith('.ts') ? '.ts' : '.js';
  const entry = new URL(`./${name}${extension}`, import.meta.url);
  if (extension === '.js') return new Worker(entry, options);
  // `require` finds the CommonJS build, which cannot register the loader of ES modules.
  const loader = pathToFileURL(
    createRequire(import.meta.url)
      .resolve('tsx/esm/api')
      .replace(/\.cjs$/, '.mjs'),
  );
  const code = `import(${quote(loader)}).then((tsx) => { tsx.register(); return import(${quote(entry)}); });`;
  return new Worker(code, { ...options, eval: true, execArgv: [] });
}

/** Address of PGlite's own module, for a process that runs nothing else. */
export function pgliteUrl(): string {
  return pathToFileURL(createRequire(import.meta.url).resolve('@electric-sql/pglite')).href;
}

function quote(url: URL): string {
  return JSON.stringify(url.href);
}
