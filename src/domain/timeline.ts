import type { ForgeEvent } from './event.js';
import { type EventRecord, toEventRecord } from './event-record.js';
import type { Forge } from './forge.js';
import type { Project } from './project.js';

/** An event as it was kept, with where it was seen. */
export interface KeptEvent {
  /** The same for every account that saw the happening, for ever. */
  readonly id: string;
  readonly forge: Pick<Forge, 'kind' | 'url'>;
  readonly project: Project;
  readonly event: ForgeEvent;
  /** When it happened; when it was seen, where the forge gave no date. */
  readonly at: Date;
  readonly seenAt: Date;
}

/** One line of the record of change. */
export interface TimelineEntry extends EventRecord {
  readonly id: string;
  readonly seenAt: string;
}

export function toTimelineEntry({ id, forge, project, event, at, seenAt }: KeptEvent): TimelineEntry {
  const record = toEventRecord(event, { forge, project });
  return { id, ...record, at: at.toISOString(), seenAt: seenAt.toISOString() };
}
