import type { Forge } from '../src/domain/forge.js';

/** github.com alone keeps its API on a host of its own; every other address has it under `/api/v3`. */
export function resolveForges(
  gitlabUrls: readonly string[],
  githubUrls: readonly string[],
): readonly Forge[] {
  return [
    ...unique(gitlabUrls).map((url): Forge => ({ kind: 'gitlab', url, apiUrl: `${url}/api/v4` })),
    ...unique(githubUrls).map((url): Forge => ({ kind: 'github', url, apiUrl: githubApi(url) })),
  ];
}

function githubApi(url: string): string {
  return new URL(url).host === 'github.com' ? 'https://api.github.com' : `${url}/api/v3`;
}

function unique(urls: readonly string[]): readonly string[] {
  return [...new Set(urls.map((url) => normalise(url)))];
}

/** Host in lower case, default port and trailing slashes gone, so that one instance has one address. */
export function normalise(url: string): string {
  return new URL(url).href.replace(/\/+$/, '');
}
