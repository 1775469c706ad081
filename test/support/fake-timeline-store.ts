import type { Onlookers, TimelineFilter, TimelineStore } from '../../src/domain/ports/timeline-store.js';
import { branchesOf, personOf } from '../../src/domain/event-record.js';
import { MEASURED, type Measure } from '../../src/domain/project-figures.js';
import type { KeptEvent } from '../../src/domain/timeline.js';

interface Row extends KeptEvent {
  readonly accountId: string;
}

/** Kept events in memory, in the order in which they were kept and happened; a test fills them in. */
export class FakeTimelineStore implements TimelineStore {
  readonly rows: Row[] = [];

  newest({ onlookers, filter, before, limit }: Parameters<TimelineStore['newest']>[0]) {
    const older = this.#seen(onlookers, filter)
      .reverse()
      .filter((row) => before === null || this.#position(row) < Number(before.position));
    const events = older.slice(0, limit);
    const last = events.length < limit ? undefined : events.at(-1);
    const end = last === undefined ? null : { at: last.at, position: String(this.#position(last)) };
    return Promise.resolve({ events, end });
  }

  since({ onlookers, filter, after, limit }: Parameters<TimelineStore['since']>[0]) {
    const newer = this.#seen(onlookers, filter).filter(
      (row) => this.#position(row) > Number(after.get(row.accountId) ?? 0),
    );
    const events = newer.slice(0, limit);
    const progress = new Map([
      ...after,
      ...events.map((row) => [row.accountId, String(this.#position(row))] as const),
    ]);
    return Promise.resolve({ events, progress, hasMore: events.length === limit });
  }

  course({ accountId, projectId, from, limit }: Parameters<TimelineStore['course']>[0]) {
    const rows = this.rows.filter((row) => row.accountId === accountId && row.project.id === projectId);
    const measured = rows.filter(({ at, event }) => at >= from && isMeasured(event.type));
    const oldest = [...rows].sort((one, other) => one.at.getTime() - other.at.getTime())[0];
    return Promise.resolve({
      measures: measured.slice(-limit).map(toMeasure),
      seenSince: oldest?.seenAt ?? null,
    });
  }

  head(accountIds: readonly string[]) {
    return Promise.resolve(new Map(accountIds.map((id) => [id, String(this.rows.length)])));
  }

  projects(onlookers: Onlookers) {
    const seen = this.rows.filter(({ accountId }) => onlookers.some(({ id }) => id === accountId));
    return Promise.resolve([...new Map(seen.map(({ project }) => [project.path, project])).values()]);
  }

  #position(row: Row): number {
    return this.rows.indexOf(row) + 1;
  }

  #seen(onlookers: Onlookers, filter: TimelineFilter): Row[] {
    const { projectPath, types, actor, branches } = filter;
    return this.rows.filter(
      ({ accountId, project, event }) =>
        onlookers.some(({ id }) => id === accountId) &&
        (projectPath === null || project.path === projectPath) &&
        (types === null || types.includes(event.type)) &&
        (actor === null || personOf(event) === actor) &&
        (branches === null || branchesOf(event.subject).some((one) => branches.includes(one))),
    );
  }
}

function isMeasured(type: string): type is Measure['type'] {
  return (MEASURED as readonly string[]).includes(type);
}

function toMeasure({ event: { type, subject, actor }, at }: KeptEvent): Measure {
  if (!isMeasured(type) || !('createdAt' in subject)) throw new Error(`${type} is not measured`);
  return {
    type,
    at,
    subjectId: subject.id,
    createdAt: new Date(subject.createdAt),
    durationSeconds: 'durationSeconds' in subject ? subject.durationSeconds : null,
    isByAuthor: 'author' in subject && subject.author?.id === actor?.id,
    isDraft: 'isDraft' in subject && subject.isDraft,
  };
}
