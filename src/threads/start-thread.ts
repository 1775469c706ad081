import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { Worker, type WorkerOptions } from 'node:worker_threads';

/**
 * Starts `<name>` beside the module `beside` as a thread. Compiled, the entry is JavaScript and starts as it is. Run
 * from its sources (tests, tsx) it is TypeScript, which a thread cannot load by itself: there a line of JavaScript
 * brings in tsx, a development dependency, first.
 */
export function startThread(name: string, beside: string, options: WorkerOptions): Worker {
  const extension = beside.endsWith('.ts') ? '.ts' : '.js';
  const entry = new URL(`./${name}${extension}`, beside);
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

function quote(url: URL): string {
  return JSON.stringify(url.href);
}
