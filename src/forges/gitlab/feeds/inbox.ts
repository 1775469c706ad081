import { TodoLists } from '@gitbeaker/rest';
import { z } from 'zod';
import type { Sighting } from '../../../domain/feed.js';
import { subjectKey } from '../../../domain/subject.js';
import { parseItem, parseList } from '../parse.js';
import { issueSchema, mergeRequestSchema, targetSchema, todoSchema, type RawTodo } from '../schema.js';
import { targetKindOf, type TargetKind } from '../target-kind.js';
import { inOrder, latestOf, toDate, uniqueWakes, type FeedRead, type FeedYield } from './feed-read.js';
import { sightIssues } from './issue-lists.js';
import { sightMergeRequests } from './merge-request-details.js';
import { sightCommentMentions } from './todo-comments.js';
import { sightCommitMentions } from './todo-commits.js';
import { hasEnded, isDescriptionMention, isOfGroupWiki, wakesOf } from './todo-wakes.js';
import { walkPages } from './walk-pages.js';

const PAGE_SIZE = 50;
const MAX_PAGES = 5;

/** Things whose description names the reader, by an item: a second item about one of them is a second naming. */
const MAX_NAMING = 200;

const cursorSchema = z.object({
  id: z.number().int(),
  updatedAt: z.string().nullable(),
  /** Keys of the newest of them, the oldest first. */
  naming: z.array(z.string()).default([]),
});

type Cursor = z.infer<typeof cursorSchema>;

/**
 * Pending to-do items, highest id first. An item that repeats itself keeps its id and moves its `updated_at`, so both
 * are remembered. https://docs.gitlab.com/api/todos/
 */
export async function readInbox(read: FeedRead): Promise<FeedYield> {
  const cursor = cursorSchema.safeParse(read.request.cursor).data ?? null;
  const todos = await readTodos(read, cursor);
  const watched = new Set(read.request.watched.map(({ id }) => id));
  const fresh = todos.filter((todo) => isNew(todo, cursor));
  const named = new Set(cursor?.naming);
  const news = fresh.filter(({ project }) => watched.has(project?.id ?? ''));
  return {
    cursor: nextCursor(todos, cursor),
    sightings: inOrder([
      ...(await sightTargets(read, news, named)),
      ...sightCommentMentions(read, news),
      ...sightCommitMentions(read, news),
    ]),
    wakes: uniqueWakes([...news, ...fresh.filter(isOfGroupWiki)].flatMap(wakesOf)),
    hasChanged: news.length > 0,
    isRunning: false,
    newestAt: toDate(latestOf(todos.map(changedAt))),
  };
}

async function readTodos({ client, drops }: FeedRead, cursor: Cursor | null): Promise<readonly RawTodo[]> {
  const todos: RawTodo[] = [];
  const ask = (page: number) =>
    client.ask(TodoLists, (lists) => lists.all({ state: 'pending', perPage: PAGE_SIZE, page }));
  for await (const { body } of walkPages(MAX_PAGES, ask)) {
    const rows = parseList(todoSchema, body, drops);
    todos.push(...rows);
    if (cursor === null || rows.some(({ id }) => id <= cursor.id)) break;
  }
  return todos;
}

function isNew(todo: RawTodo, cursor: Cursor | null): boolean {
  if (cursor === null) return false;
  return todo.id > cursor.id || (cursor.updatedAt !== null && changedAt(todo) > cursor.updatedAt);
}

function nextCursor(todos: readonly RawTodo[], cursor: Cursor | null): Cursor {
  return {
    id: Math.max(cursor?.id ?? 0, ...todos.map(({ id }) => id)),
    updatedAt: latestOf([cursor?.updatedAt ?? null, ...todos.map(changedAt)]),
    naming: [...new Set([...(cursor?.naming ?? []), ...namingOf(todos)])].slice(-MAX_NAMING),
  };
}

function namingOf(todos: readonly RawTodo[]): readonly string[] {
  return todos
    .filter(isDescriptionMention)
    .flatMap((todo) => keyOf(todo) ?? [])
    .toReversed();
}

function keyOf({ target_type, target }: RawTodo): string | null {
  const kind = targetKindOf(target_type);
  const id = targetSchema.safeParse(target).data?.id;
  return kind === null || id === undefined ? null : subjectKey({ kind, id });
}

function changedAt(todo: RawTodo): string {
  return todo.updated_at ?? todo.created_at;
}

/**
 * What mentions the reader in its description need not be in any list that is narrowed to them, and what has ended since
 * they were asked is in none.
 */
async function sightTargets(
  read: FeedRead,
  news: readonly RawTodo[],
  named: ReadonlySet<string>,
): Promise<readonly Sighting[]> {
  const proofs = new Map<string, Proof>();
  const targetsOf = <T extends Identified>(kind: TargetKind, schema: z.ZodType<T>): readonly T[] =>
    news
      .filter(({ target_type }) => targetKindOf(target_type) === kind)
      .flatMap((todo) => {
        const proof = proofOf(todo, named);
        const found = proof === null ? null : parseItem(schema, todo.target, read.drops);
        if (found === null) return [];
        const key = subjectKey({ kind, id: found.id });
        // The newest item comes first.
        proofs.set(key, { ...proof, ...proofs.get(key) });
        return [found];
      });
  const isNews = (): boolean => true;
  const requests = await sightMergeRequests(read, targetsOf('merge-request', mergeRequestSchema), isNews);
  const issues = await sightIssues(read, targetsOf('issue', issueSchema), isNews);
  return [...requests.sightings, ...issues].map((sighting) => ({
    ...sighting,
    ...proofs.get(subjectKey(sighting.subject)),
  }));
}

type Proof = Pick<Sighting, 'namedAt' | 'wasOpen'>;

function proofOf(todo: RawTodo, named: ReadonlySet<string>): Proof | null {
  // The first item may come long after another feed has shown the naming.
  if (isDescriptionMention(todo)) return named.has(keyOf(todo) ?? '') ? { namedAt: todo.created_at } : {};
  return hasEnded(todo) ? { wasOpen: true } : null;
}

interface Identified {
  readonly id: string;
}
