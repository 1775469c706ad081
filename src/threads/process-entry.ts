import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface ProcessEntry {
  readonly path: string;
  /** For Node itself, before the path. */
  readonly execArgv: readonly string[];
}

/**
 * The entry of a process, `<name>` beside the module `beside`. Run from its sources (tests, tsx) it is TypeScript, for
 * which tsx, a development dependency, comes first.
 */
export function processEntry(name: string, beside: string): ProcessEntry {
  const extension = beside.endsWith('.ts') ? '.ts' : '.js';
  const path = fileURLToPath(new URL(`./${name}${extension}`, beside));
  if (extension === '.js') return { path, execArgv: [] };
  return { path, execArgv: ['--import', pathToFileURL(createRequire(import.meta.url).resolve('tsx')).href] };
}
