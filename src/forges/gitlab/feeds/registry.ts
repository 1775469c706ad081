import { ContainerRegistry } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Project } from '../../../domain/project.js';
import { isOutOfReach } from '../errors.js';
import { parseList } from '../parse.js';
import { imageNameSchema, imageRepositorySchema, type RawImageRepository } from '../schema.js';
import type { FeedRead } from './feed-read.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 100;
/** Of the tags of one repository, which are sorted by name. */
const MAX_PAGES = 2;
/** Those whose number of tags has changed come first. */
const MAX_REPOSITORIES = 5;

/** By the repository's id: what was seen of it last. */
export const registryMarkSchema = z.record(
  z.string(),
  z.object({ count: z.number().nullable(), tags: z.array(z.string()) }),
);

type RegistryMark = z.infer<typeof registryMarkSchema>;

export interface SeenRepository {
  readonly repository: RawImageRepository;
  readonly tags: readonly string[];
  /** Those of its tags that are no news; all of them where it was there before the first look, and is first seen now. */
  readonly before: readonly string[];
}

interface LastLook {
  readonly since: string;
  readonly repositories: RegistryMark;
}

/** A project without a registry, or with one that this reader may not see, has no images. */
export async function readRegistry(
  read: FeedRead,
  project: Project,
  last: LastLook | null,
): Promise<readonly SeenRepository[]> {
  const seen: SeenRepository[] = [];
  try {
    for (const repository of await readRepositories(read, project, last?.repositories ?? {})) {
      const tags = await readNames(read, project, repository);
      const isOld = last === null || repository.created_at <= last.since;
      const before = last?.repositories[repository.id]?.tags ?? (isOld ? tags : []);
      seen.push({ repository, tags, before });
    }
  } catch (error) {
    if (!isOutOfReach(error)) throw error;
  }
  return seen;
}

async function readRepositories(
  { client, drops }: FeedRead,
  project: Project,
  marks: RegistryMark,
): Promise<readonly RawImageRepository[]> {
  const { body } = await client.ask(ContainerRegistry, (registry) =>
    registry.allRepositories({ projectId: project.id, tagsCount: true, perPage: PAGE_SIZE, page: 1 }),
  );
  const isSettled = ({ id, tags_count: count }: RawImageRepository): boolean => marks[id]?.count === count;
  return parseList(imageRepositorySchema, body, drops)
    .toSorted((one, other) => Number(isSettled(one)) - Number(isSettled(other)))
    .slice(0, MAX_REPOSITORIES);
}

async function readNames(
  { client, drops }: FeedRead,
  project: Project,
  { id }: RawImageRepository,
): Promise<readonly string[]> {
  const names = new Set<string>();
  const ask = (page: number) =>
    client.ask(ContainerRegistry, (registry) =>
      registry.allTags(project.id, Number(id), { perPage: PAGE_SIZE, page }),
    );
  for await (const { body } of walkPages(MAX_PAGES, ask)) {
    for (const { name } of parseList(imageNameSchema, body, drops)) names.add(name);
  }
  return [...names];
}

/** Behind the last one that was known, those that were deleted have drawn old ones onto pages that were full. */
export function newNames({ tags, before }: Pick<SeenRepository, 'tags' | 'before'>): readonly string[] {
  const known = new Set(before);
  const wasFull = known.size >= PAGE_SIZE * MAX_PAGES;
  const end = wasFull
    ? Math.max(
        0,
        tags.findLastIndex((tag) => known.has(tag)),
      )
    : tags.length;
  return tags.slice(0, end).filter((tag) => !known.has(tag));
}
