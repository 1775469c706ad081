import { stripVTControlCharacters } from 'node:util';
import { cleanBlock, cleanInline } from '../channels/clean-text.js';
import type { Json, JsonObject } from '../domain/json.js';
import { type Line, plainText } from '../domain/message.js';
import type { EventNotification } from '../domain/notification.js';
import type { Subject } from '../domain/subject.js';
import type { Person } from '../domain/forge.js';

/** Raised when a field goes or changes its meaning; new fields may come without. */
const VERSION = 1;

/** One event as `docs/tail.md` promises it. `headline`: the words that say what happened. */
export function toEventJson(notification: EventNotification, forgeUrl: string, headline: Line): JsonObject {
  const { event, project, forgeKind } = notification;
  return {
    v: VERSION,
    key: inline(event.key),
    type: event.type,
    topic: event.topic,
    at: event.at,
    text: inline(plainText(headline)).trim(),
    forge: { kind: forgeKind, url: forgeUrl },
    project: { id: project.id, path: project.path, url: project.url },
    actor: personOf(event.actor),
    reason: event.reason,
    own: event.isOwnDoing,
    attention: event.wantsAttention,
    subject: subjectOf(event.subject),
  };
}

function subjectOf(subject: Subject): JsonObject {
  return { kind: subject.kind, id: subject.id, url: subject.url, ...factsOf(subject) };
}

/** What is worth asking a subject of each kind. */
function factsOf(subject: Subject): JsonObject {
  switch (subject.kind) {
    case 'pipeline':
      return {
        number: subject.number,
        title: inlineOrNull(subject.title),
        branch: inline(subject.ref),
        status: subject.status,
        sha: subject.sha,
        jobs: subject.failedJobs.map(({ name, stage, url }) => ({
          name: inline(name),
          stage: inlineOrNull(stage),
          url,
        })),
      };
    case 'merge-request':
      return {
        number: subject.number,
        title: inline(subject.title),
        branch: inline(subject.sourceBranch),
        status: subject.isDraft && subject.state === 'open' ? 'draft' : subject.state,
        sha: subject.headSha,
        author: personOf(subject.author),
      };
    case 'issue':
      return {
        number: subject.number,
        title: inline(subject.title),
        status: subject.state,
        author: personOf(subject.author),
      };
    case 'comment':
      return { ...onWhat(subject.on), author: personOf(subject.author), body: block(subject.body) };
    case 'thread-list':
      return onWhat(subject.on);
    case 'commit-note':
      return { title: inline(subject.title), sha: subject.sha, body: block(subject.body) };
    default:
      return factsOfCode(subject);
  }
}

type Code = Exclude<
  Subject,
  { kind: 'pipeline' | 'merge-request' | 'issue' | 'comment' | 'thread-list' | 'commit-note' }
>;

function factsOfCode(subject: Code): JsonObject {
  switch (subject.kind) {
    case 'release':
      return { title: inline(subject.title), tag: inline(subject.tag), status: subject.state };
    case 'tag':
      return { tag: inline(subject.name), sha: subject.sha };
    case 'push':
      return { title: inlineOrNull(subject.title), branch: inline(subject.branch), forced: subject.isForced };
    case 'deployment':
      return {
        environment: inline(subject.environment),
        branch: inline(subject.ref),
        status: subject.status,
        sha: subject.sha,
      };
    case 'document-change':
      return {
        branch: inlineOrNull(subject.branch),
        files: subject.files.map(({ path, fate }) => ({ path: inline(path), fate })),
      };
    case 'wiki-page':
      return { title: inline(subject.title) };
    case 'image':
      return { title: inline(subject.name), tag: inline(subject.tag), digest: subject.digest };
    case 'milestone':
      return { title: inline(subject.title), due: subject.dueOn };
  }
}

function onWhat(on: Extract<Subject, { on: unknown }>['on']): JsonObject {
  return { number: on.number, title: inline(on.title), on: on.kind };
}

function personOf(person: Person | null): Json {
  return person === null ? null : { login: person.login, name: inline(person.name) };
}

/** JSON keeps the controls of C0 apart by itself; whoever prints a field is kept from those that are left, too. */
function inline(text: string): string {
  return cleanInline(stripVTControlCharacters(text));
}

function block(text: string): string {
  return cleanBlock(stripVTControlCharacters(text));
}

function inlineOrNull(text: string | null): string | null {
  return text === null ? null : inline(text);
}
