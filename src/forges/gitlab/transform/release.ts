import { MAX_ASSETS, MAX_NOTES_LENGTH, type Release } from '../../../domain/subjects/release.js';
import type { Project } from '../../../domain/project.js';
import { cutText } from '../../cut-text.js';
import type { RawRelease } from '../schema.js';

/** Guests of a private project are not told the tag. */
export function releaseId(raw: RawRelease, { id }: Pick<Project, 'id'>): string {
  return `${id}:${raw.tag_name ?? raw.name ?? raw.created_at}`;
}

/** `now` is the server's, for old servers, which do not say themselves that a release is still to come. */
export function toRelease(raw: RawRelease, project: Project, now: Date | null): Release {
  const isUpcoming = isStillToCome(raw, now);
  const outAt =
    raw.released_at !== null && raw.released_at > raw.created_at ? raw.released_at : raw.created_at;
  const at = isUpcoming ? raw.created_at : outAt;
  const tag = raw.tag_name ?? raw.name ?? '';
  const names = raw.assets?.links.map(({ name }) => name) ?? [];
  return {
    kind: 'release',
    id: releaseId(raw, project),
    projectId: project.id,
    tag,
    title: raw.name ?? tag,
    notes: cutText(raw.description, MAX_NOTES_LENGTH),
    author: raw.author,
    state: isUpcoming ? 'upcoming' : 'published',
    isPrerelease: false,
    assets: names.slice(0, MAX_ASSETS),
    assetCount: names.length,
    url: raw._links?.self ?? `${project.url}/-/releases`,
    createdAt: at,
    updatedAt: at,
  };
}

function isStillToCome(
  { upcoming_release: isSaid, released_at: day }: RawRelease,
  now: Date | null,
): boolean {
  return isSaid ?? (day !== null && now !== null && day > now.toISOString());
}
