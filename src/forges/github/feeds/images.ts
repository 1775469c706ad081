import { z } from 'zod';
import { ForgeError } from '../../../domain/errors.js';
import type { FeedReading } from '../../../domain/feed.js';
import type { Image } from '../../../domain/subjects/image.js';
import { changedAmong } from '../../changed-among.js';
import { FULL_PAGE } from '../all-pages.js';
import type { Answer, QueryParams } from '../client.js';
import { parseList } from '../lenient-parse.js';
import { splitPath } from '../project-path.js';
import { packageSchema, packageVersionSchema } from '../schema.js';
import { toImages } from '../transform/image.js';
import { openCursor, projectOf, toReading } from './feed-context.js';
import type { FeedContext } from './feed-context.js';

/** Each has a list of its own, which is free while nothing moves. */
const MAX_PACKAGES = 5;

const packageMarkSchema = z.object({
  name: z.string(),
  url: z.string(),
  /** Of its versions. */
  etag: z.string().nullable(),
});

const cursorSchema = z.object({
  /** Packages belong to a person or an organization, which have different addresses; `null`: not known yet. */
  owner: z.enum(['orgs', 'users']).nullable(),
  etag: z.string().nullable(),
  packages: z.array(packageMarkSchema),
});

type ImagesCursor = z.infer<typeof cursorSchema>;
type PackageMark = z.infer<typeof packageMarkSchema>;

const NOTHING: ImagesCursor = { owner: null, etag: null, packages: [] };

interface Owner {
  readonly kind: 'orgs' | 'users';
  readonly login: string;
}

/**
 * Packages are the owner's and name their repository; only classic tokens may read them.
 * https://docs.github.com/en/rest/packages/packages
 */
export async function readImages(context: FeedContext): Promise<FeedReading> {
  const cursor = openCursor(cursorSchema, context) ?? NOTHING;
  const found = await readPackages(context, cursor);
  const images: Image[] = [];
  const packages: PackageMark[] = [];
  for (const mark of found?.packages ?? []) {
    const answer = found === null ? null : await readVersions(context, found.owner, mark);
    packages.push(answer?.isModified ? { ...mark, etag: answer.etag } : mark);
    if (answer?.isModified) images.push(...imagesOf(context, mark, answer.data));
  }
  return toReading({
    subjects: await changedAmong(context.request.lookup, 'image', images),
    cursor: found === null ? cursor : { owner: found.owner.kind, etag: found.etag, packages },
    isRunning: false,
    hasMore: false,
    serverTime: found?.serverTime ?? null,
    dropped: context.drops.count,
    movedTo: undefined,
  });
}

interface FoundPackages {
  readonly owner: Owner;
  readonly etag: string | null;
  readonly packages: readonly PackageMark[];
  readonly serverTime: Date | null;
}

/** The repository's own among the owner's first hundred; `null` where the token may not read any. */
async function readPackages(context: FeedContext, cursor: ImagesCursor): Promise<FoundPackages | null> {
  const login = splitPath(projectOf(context.request).path)?.owner ?? '';
  for (const kind of cursor.owner === null ? (['orgs', 'users'] as const) : [cursor.owner]) {
    const owner = { kind, login };
    const answer = await askOwner(context, owner, {
      path: '/packages',
      params: { package_type: 'container', per_page: FULL_PAGE },
      etag: cursor.owner === null ? null : cursor.etag,
    });
    if (answer === null) continue;
    const { isModified, etag, serverTime } = answer;
    if (!isModified) return { owner, etag: cursor.etag, packages: cursor.packages, serverTime };
    return { owner, etag, packages: ownAmong(context, answer.data, cursor.packages), serverTime };
  }
  return null;
}

function ownAmong(
  context: FeedContext,
  data: unknown,
  known: readonly PackageMark[],
): readonly PackageMark[] {
  const { items, faults } = parseList(packageSchema, data);
  context.drops.add(faults);
  const { id } = projectOf(context.request);
  const etags = new Map(known.map(({ name, etag }) => [name, etag]));
  return items
    .filter(({ repository }) => repository?.id === id)
    .slice(0, MAX_PACKAGES)
    .map(({ name, html_url: url }) => ({ name, url, etag: etags.get(name) ?? null }));
}

function readVersions(context: FeedContext, owner: Owner, mark: PackageMark): Promise<Answer | null> {
  return askOwner(context, owner, {
    path: '/packages/container/{package_name}/versions',
    params: { package_name: mark.name, per_page: FULL_PAGE },
    etag: mark.etag,
  });
}

interface OwnerRequest {
  readonly path: `/${string}`;
  readonly params: QueryParams;
  readonly etag: string | null;
}

/** `null`: there is no such thing, or the token may not read it, which is no fault of the repository. */
async function askOwner(
  { client }: FeedContext,
  { kind, login }: Owner,
  { path, params, etag }: OwnerRequest,
): Promise<Answer | null> {
  try {
    const route =
      kind === 'orgs' ? (`GET /orgs/{login}${path}` as const) : (`GET /users/{login}${path}` as const);
    return await client.get(route, { ...params, login }, { etag });
  } catch (error) {
    if (error instanceof ForgeError && ['not-found', 'forbidden'].includes(error.code)) return null;
    throw error;
  }
}

/** The newest hundred versions. */
function imagesOf(context: FeedContext, mark: PackageMark, data: unknown): readonly Image[] {
  const { items, faults } = parseList(packageVersionSchema, data);
  context.drops.add(faults);
  return items.flatMap((version) => toImages(version, mark, projectOf(context.request).id));
}
