import { pathToFileURL } from 'node:url';

const TYPESCRIPT = /\.[cm]?ts$/;

/** Runs the module. TypeScript goes through jiti, which takes types out and checks none; it is loaded for nothing else. */
export async function loadModule(path: string): Promise<Readonly<Record<string, unknown>>> {
  if (!TYPESCRIPT.test(path)) return namespace(await import(pathToFileURL(path).href));
  const { createJiti } = await import('jiti');
  // A cache of its own would be written where a read-only container has no place for it.
  return namespace(await createJiti(import.meta.url, { fsCache: false }).import(path));
}

/** A CommonJS module has everything in its default export, or is a function itself. */
function namespace(loaded: unknown): Readonly<Record<string, unknown>> {
  if (typeof loaded === 'function') return { ...Object.fromEntries(Object.entries(loaded)), default: loaded };
  const exported = toRecord(loaded);
  const inner = exported['default'];
  return typeof inner === 'object' && inner !== null && 'default' in inner ? toRecord(inner) : exported;
}

function toRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}
