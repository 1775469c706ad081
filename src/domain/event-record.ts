import type { ForgeEvent } from './event.js';
import { filterValues } from './filter-values.js';
import type { Forge, Person } from './forge.js';
import type { Json, JsonObject } from './json.js';
import type { Project } from './project.js';
import { starterOf, type Subject } from './subject.js';
import { factsOf } from './subject-facts.js';
import type { Topic } from './topic.js';

/** An event as other systems read it, wherever they read it: see docs/timeline.md. */
export interface EventRecord {
  readonly type: string;
  readonly topic: Topic;
  /** What it happened to. */
  readonly subject: Pick<Subject, 'kind' | 'id'>;
  readonly forge: Pick<Forge, 'kind' | 'url'>;
  readonly project: Pick<Project, 'id' | 'path' | 'url'>;
  /** Who did it; `null` when the forge does not say. */
  readonly actor: Person | null;
  readonly at: string;
  readonly branches: readonly string[];
  readonly title: string;
  readonly url: string;
  readonly details: EventDetails;
}

export interface EventDetails extends JsonObject {
  readonly labels?: readonly string[];
  /** Logins of those who approve of it now. */
  readonly approvals?: readonly string[];
  /** Those that are known; `hasMoreFiles` tells that there are others. */
  readonly changedFiles?: readonly string[];
  /** Login of who started what then went on by itself. */
  readonly startedBy?: string;
  readonly durationSeconds?: number;
  readonly failedJobs?: readonly JsonObject[];
  readonly assets?: readonly string[];
  readonly digest?: string;
  readonly sizeBytes?: number;
  /** What belongs to the happening rather than to its subject, such as the former target branch. */
  readonly happening?: JsonObject;
}

export function toEventRecord(
  event: ForgeEvent,
  { forge, project }: Pick<EventRecord, 'forge' | 'project'>,
): EventRecord {
  const { type, topic, subject, actor, at } = event;
  const { title, details } = factsOf(subject);
  const hasMore = Object.keys(event.details).length > 0;
  return {
    type,
    topic,
    subject: { kind: subject.kind, id: subject.id },
    forge: { kind: forge.kind, url: forge.url },
    project: { id: project.id, path: project.path, url: project.url },
    actor: actor === null ? null : { id: actor.id, login: actor.login, name: actor.name },
    at,
    branches: branchesOf(subject),
    title,
    url: subject.url,
    details: { ...withoutUnknown(details), ...(hasMore ? { happening: event.details } : {}) },
  };
}

/** Those that a filter by branch finds it under: of a merge request both. */
export function branchesOf(subject: Subject): readonly string[] {
  return [...new Set(filterValues(subject, null).branch ?? [])];
}

/** Login, lower-case, that a filter by person finds it under: of who did it, or else of who started what did. */
export function personOf({ actor, subject }: Pick<ForgeEvent, 'actor' | 'subject'>): string | null {
  return (actor ?? starterOf(subject))?.login.toLowerCase() ?? null;
}

function withoutUnknown(details: Readonly<Record<string, Json | undefined>>): EventDetails {
  return Object.fromEntries(
    Object.entries(details).filter(
      (entry): entry is [string, Json] => entry[1] !== undefined && entry[1] !== null,
    ),
  );
}
