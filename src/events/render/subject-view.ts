import type { Reason } from '../../domain/event.js';
import type { ForgeKind } from '../../domain/forge.js';
import type { JsonObject } from '../../domain/json.js';
import type { Button, Line } from '../../domain/message.js';
import type { TextParams, Translate } from '../../domain/ports/translator.js';
import type { Project } from '../../domain/project.js';
import type { SubjectKind, SubjectOf } from '../../domain/subject.js';

/** Where a subject lives. */
export interface Place {
  readonly kind: ForgeKind;
  readonly project: Project;
  /** Of files that changed, those that the watch asked for. */
  readonly paths?: readonly string[] | undefined;
}

/** How a kind of subject looks in a chat. */
export interface SubjectView<K extends SubjectKind> {
  /** First line of the living card; `null`: there is no card of its own. */
  readonly status: ((subject: SubjectOf<K>, t: Translate) => Line) | null;
  /** Somebody's words, shown under each headline about it. */
  readonly words?: (subject: SubjectOf<K>, details: JsonObject, t: Translate) => readonly Line[];
  /** What it is and how it stands; the first line names it and links to it. */
  readonly lines: (subject: SubjectOf<K>, place: Place, t: Translate) => readonly Line[];
  /** What the reader of its news may ask for, through the watch that told it. */
  readonly buttons?: (subject: SubjectOf<K>, watchId: string, t: Translate) => readonly (readonly Button[])[];
  /** Actions that suit it as it stands, most likely first; `null`: nothing can be done to it. */
  readonly offers?: (
    subject: SubjectOf<K>,
    reason: Reason | null,
    forgeKind: ForgeKind,
  ) => readonly string[] | null;
  /** What headlines about it may name besides their own parameters. */
  readonly named?: (subject: SubjectOf<K>, t: Translate) => TextParams;
}
