import type { FileChange } from '../core/history.js';

/** What Bob wants to have looked at. */
export const CHANGE: readonly FileChange[] = [
  {
    path: 'src/search/cache.ts',
    status: 'added',
    patch: [
      '@@ -0,0 +1,5 @@',
      '+const LIFETIME_MS = 60_000;',
      '+',
      '+export function remember(query: string, hits: readonly Hit[]): void {',
      '+  cache.set(query, { hits, until: Date.now() + LIFETIME_MS });',
      '+}',
      '',
    ].join('\n'),
  },
  {
    path: 'src/search/search.ts',
    patch: [
      '@@ -12,6 +12,8 @@ export async function search(query: string) {',
      '   const words = split(query);',
      '-  return index.find(words);',
      '+  const hits = await index.find(words);',
      '+  remember(query, hits);',
      '+  return hits;',
      ' }',
      '',
    ].join('\n'),
  },
  {
    path: 'docs/search.md',
    status: 'added',
    patch: ['@@ -0,0 +1,3 @@', '+# Search', '+', '+What was found is kept for a minute.', ''].join('\n'),
  },
];
