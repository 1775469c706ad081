import type { TodoNote, TodoTarget, User } from './model.js';
import type { GitlabStore } from './store.js';
import { addTodo } from './todos.js';

interface Mentions {
  /** Those addressed at the start of a line. */
  readonly addressed: ReadonlySet<User>;
  readonly others: ReadonlySet<User>;
}

const CODE_AND_QUOTES = /```[\s\S]*?```|`[^`\n]*`|^>.*$/gm;
const MENTION = /(?<![\w/])@([a-z0-9_](?:[\w.-]*\w)?)/giu;
const OPENING_MENTIONS = /^(?:\s*(?:cc\s+)?@[a-z0-9_](?:[\w.-]*\w)?[,:;]?)+/iu;

/** People named in a text; code and quotes do not count, unknown names are plain text. */
export function mentionsIn(store: GitlabStore, text: string): Mentions {
  const spoken = text.replace(CODE_AND_QUOTES, ' ');
  const opening = OPENING_MENTIONS.exec(spoken)?.[0] ?? '';
  const addressed = usersNamed(store, opening);
  const others = new Set([...usersNamed(store, spoken)].filter((user) => !addressed.has(user)));
  return { addressed, others };
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
  const before = mentionsIn(store, spoken.before ?? '');
  const isNews = (user: User): boolean =>
    user !== author && !before.addressed.has(user) && !before.others.has(user);
  const { addressed, others } = mentionsIn(store, spoken.text);
  const note = spoken.note ?? null;
  for (const user of [...addressed].filter(isNews)) {
    addTodo(store, { user, author, action: 'directly_addressed', on, note });
  }
  for (const user of [...others].filter(isNews)) {
    addTodo(store, { user, author, action: 'mentioned', on, note });
  }
}

function usersNamed(store: GitlabStore, text: string): Set<User> {
  const users = new Set<User>();
  for (const match of text.matchAll(MENTION)) {
    const user = store.usersByName.get((match[1] ?? '').toLowerCase());
    if (user !== undefined) users.add(user);
  }
  return users;
}
