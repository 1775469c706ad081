import { accessLevel } from './access.js';
import type { Project, TodoNote, TodoTarget, User } from './model.js';
import type { GitlabStore } from './store.js';
import { addTodo } from './todos.js';

interface Mentions {
  /** Those addressed at the start of a line. */
  readonly addressed: ReadonlySet<User>;
  readonly others: ReadonlySet<User>;
}

const CODE_AND_QUOTES = /```[\s\S]*?```|`[^`\n]*`|^>.*$/gm;
const MENTION = /(?<![\w/])@([a-z0-9_](?:[\w./-]*\w)?)/giu;
const OPENING_MENTIONS = /^(?:\s*(?:cc\s+)?@[a-z0-9_](?:[\w./-]*\w)?[,:;]?)+/iu;

/**
 * People named in a text, by the names of groups that they were made members of and by `@all`, too; code and quotes do
 * not count, unknown names are plain text.
 */
function mentionsIn({ store, project }: Place, text: string): Mentions {
  const spoken = text.replace(CODE_AND_QUOTES, ' ');
  const opening = OPENING_MENTIONS.exec(spoken)?.[0] ?? '';
  const addressed = usersNamed({ store, project }, opening);
  const others = new Set([...usersNamed({ store, project }, spoken)].filter((user) => !addressed.has(user)));
  return { addressed, others };
}

interface Place {
  readonly store: GitlabStore;
  readonly project: Project;
}

interface Spoken {
  readonly text: string;
  /** The text before an edit: those it named are not told again. */
  readonly before?: string;
  readonly author: User;
  readonly on: TodoTarget;
  readonly note?: TodoNote;
}

export function addMentionTodos(store: GitlabStore, spoken: Spoken): void {
  const { author, on } = spoken;
  const place = { store, project: on.project };
  const before = mentionsIn(place, spoken.before ?? '');
  const isNews = (user: User): boolean =>
    user !== author && !before.addressed.has(user) && !before.others.has(user);
  const { addressed, others } = mentionsIn(place, spoken.text);
  const note = spoken.note ?? null;
  for (const user of [...addressed].filter(isNews)) {
    addTodo(store, { user, author, action: 'directly_addressed', on, note });
  }
  for (const user of [...others].filter(isNews)) {
    addTodo(store, { user, author, action: 'mentioned', on, note });
  }
}

function usersNamed(place: Place, text: string): Set<User> {
  const names = [...text.matchAll(MENTION)].map((match) => (match[1] ?? '').toLowerCase());
  return new Set(names.flatMap((name) => calledBy(place, name)));
}

function calledBy({ store, project }: Place, name: string): readonly User[] {
  if (name === 'all') return [...store.users.values()].filter((user) => accessLevel(project, user) > 0);
  const user = store.usersByName.get(name);
  return user === undefined ? [...(store.teams.get(name)?.members ?? [])] : [user];
}
