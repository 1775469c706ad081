import { MAX_ASSETS, MAX_NOTES_LENGTH, type Release } from '../../../domain/subjects/release.js';
import { cutText } from '../../cut-text.js';
import type { GithubRelease } from '../schema.js';
import { toPersonOrNull } from './person.js';

/** `created_at` is that of the tagged commit, however old: what counts is when it came out. */
export function toRelease(raw: GithubRelease, projectId: string): Release {
  const at = raw.published_at ?? raw.created_at;
  const assets = raw.assets ?? [];
  const name = raw.name ?? '';
  return {
    kind: 'release',
    id: raw.id,
    projectId,
    tag: raw.tag_name,
    title: name === '' ? raw.tag_name : name,
    notes: cutText(raw.body ?? '', MAX_NOTES_LENGTH),
    author: toPersonOrNull(raw.author),
    state: raw.draft ? 'draft' : 'published',
    isPrerelease: raw.prerelease ?? false,
    assets: assets.slice(0, MAX_ASSETS).map(({ name: file }) => file),
    assetCount: assets.length,
    url: raw.html_url,
    createdAt: at,
    updatedAt: at,
  };
}
