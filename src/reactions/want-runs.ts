import { filterValues, touchedFilesOf } from '../domain/filter-values.js';
import type { QueuedEvent, WantedRun } from '../domain/ports/reaction-store.js';
import { cardKey } from '../domain/subject.js';
import type { TouchedFiles } from '../domain/subjects/touched-files.js';
import type { FilterField, MatchRule } from '../domain/watch-filter.js';
import { covers, namesOf, occasionOf, type EventName } from './event-names.js';
import type { HandlerDescription, MatchField } from './messages.js';

export interface LoadedModule {
  readonly name: string;
  readonly handlers: readonly HandlerDescription[];
}

export function handlerKey(module: string, handler: string): string {
  return `${module}#${handler}`;
}

/** Who is to handle an event, in the order of modules and, within one, of registration. Own doings are nobody's. */
export function wantRuns(
  queued: QueuedEvent,
  modules: readonly LoadedModule[],
  matches: MatchRule,
): readonly WantedRun[] {
  const { event } = queued;
  if (event.isOwnDoing) return [];
  const names = namesOf(event);
  return modules.flatMap(({ name: module, handlers }) =>
    handlers.flatMap((handler): readonly WantedRun[] => {
      const name = nameFor(handler, names);
      if (name === null || !isMet(handler, queued, matches)) return [];
      const occasion = occasionOf(name, event);
      return [
        { module, handler: handlerKey(module, handler.name), name, occasion, card: cardKey(event.subject) },
      ];
    }),
  );
}

function nameFor({ pattern }: HandlerDescription, names: readonly EventName[]): EventName | null {
  return names.find((name) => name === pattern) ?? names.find((name) => covers(pattern, name)) ?? null;
}

function isMet({ match }: HandlerDescription, queued: QueuedEvent, matches: MatchRule): boolean {
  const touched = touchedFilesOf(queued.event.subject, null);
  const values = valuesOf(queued, touched);
  return (Object.keys(match) as MatchField[]).every((field) => {
    const isAny = (match[field] ?? []).some((pattern) =>
      (values[field] ?? []).some((value) => matches({ field: ruleField(field), pattern }, value)),
    );
    // Those that are not known may be what is asked for.
    return isAny || (field === 'path' && touched?.isCut === true);
  });
}

function valuesOf(
  { event, project }: QueuedEvent,
  touched: TouchedFiles | null,
): Partial<Record<MatchField, readonly string[]>> {
  const actor = event.actor === null ? [] : [event.actor.login];
  const path = touched === null ? {} : { path: touched.paths };
  return { ...filterValues(event.subject, null), ...path, project: [project.path], actor };
}

/** In a project's path a star stops at a slash as in a branch; a login is a login. */
function ruleField(field: MatchField): FilterField {
  if (field === 'project') return 'branch';
  return field === 'actor' ? 'author' : field;
}
