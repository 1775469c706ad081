import type { TailSettings } from '../../config/tail.js';
import { tailSchema } from '../../config/tail-schema.js';
import { parseDuration } from '../bot/duration.js';
import { nearestToggle, toggleNamed } from '../bot/filter-names.js';
import { MOST_STARS } from '../bot/filter-text.js';
import { LONGEST_PATTERN } from '../domain/edit-filter.js';
import { parseProjectReference, type ProjectReference } from '../bot/project-reference.js';
import { MOST_RULES } from '../domain/edit-filter.js';
import { ConfigError } from '../domain/errors.js';
import { TOPICS } from '../domain/topic.js';
import type { WatchLevel } from '../domain/watch.js';
import type { FilterRule, Toggle, WatchFilter } from '../domain/watch-filter.js';
import { type AnyEventDefinition, EVENTS } from '../events/index.js';

export type NamedProject = Extract<ProjectReference, { kind: 'project' }>;

/** What is followed, and what is shown of it. */
export interface TailPlan {
  readonly projects: readonly NamedProject[];
  readonly level: WatchLevel;
  readonly filter: WatchFilter | null;
  /** `null`: from now on. */
  readonly since: Date | null;
}

/** What one did oneself is told where everything is, and where a person is asked for. */
export function eventsFor({
  level,
  username,
}: Pick<TailSettings, 'level' | 'username'>): readonly AnyEventDefinition[] {
  if (level !== 'all' && username === '') return EVENTS;
  return EVENTS.map((definition) => ({ ...definition, tellsOwnDoing: true }));
}

type Fault = (text: string) => void;

/** Throws `ConfigError` with every fault at once. */
export function planTail(settings: TailSettings, now: Date): TailPlan {
  const faults: string[] = [];
  const fault: Fault = (text) => faults.push(text);
  const projects = readProjects(settings, fault);
  const filter = readFilter(settings, fault);
  const since = readSince(settings, now, fault);
  if (faults.length > 0) throw new ConfigError(faults);
  return { projects, level: filter === null ? settings.level : 'custom', filter, since };
}

/** What a sentence on a project begins with: the variable that named it, or nothing where the command line did. */
export function variableBefore({ nameOf }: Pick<TailSettings, 'nameOf'>): string {
  const name = nameOf('projects');
  return name === tailSchema.projects.env ? `${name}: ` : '';
}

function readProjects(settings: TailSettings, fault: Fault): readonly NamedProject[] {
  const { projects, forges } = settings;
  const variable = variableBefore(settings);
  if (projects.length === 0) fault('No project: name at least one, as in forgewatch tail group/app');
  return projects.flatMap((typed) => {
    const reference = parseProjectReference(
      typed,
      forges.map(({ forge }) => forge),
    );
    if (reference.kind === 'project') return [reference];
    if (reference.kind === 'invalid')
      fault(`${variable}${quoted(typed)} is no project: write group/app, its link or its number`);
    else
      fault(
        `${variable}${quoted(typed)} lies at ${reference.host}: name that address with --gitlab or --github`,
      );
    return [];
  });
}

/** `null`: the level alone decides. */
function readFilter(settings: TailSettings, fault: Fault): WatchFilter | null {
  const { level, branch, stage, job, forges, nameOf } = settings;
  const include = (['branch', 'stage', 'job'] as const).flatMap((field) =>
    settings[field].flatMap((pattern) => readRule({ field, pattern }, nameOf(field), fault)),
  );
  if (stage.length > 0 && forges.every(({ forge }) => forge.kind === 'github'))
    fault(`${nameOf('stage')}: GitHub has no stages, name jobs with --job`);
  if (include.length > MOST_RULES) fault(`at most ${MOST_RULES} patterns are possible in all`);
  const asksForJobs = stage.length + job.length > 0;
  const names = settings.events.length === 0 && asksForJobs ? ['pipelines'] : settings.events;
  const wanted = names.flatMap((name) => readToggle(name, nameOf('events'), fault));
  if (wanted.length + branch.length === 0) return null;
  return { base: level, on: [], off: wanted.length === 0 ? [] : allBut(wanted), include, exclude: [] };
}

function readRule(rule: FilterRule, name: string, fault: Fault): readonly FilterRule[] {
  const { pattern } = rule;
  const stars = (pattern.match(/\*+/g) ?? []).length;
  if (pattern.length > LONGEST_PATTERN) fault(`${name}: a pattern has at most ${LONGEST_PATTERN} characters`);
  else if (stars > MOST_STARS) fault(`${name}: ${quoted(pattern)} has more than ${MOST_STARS} stars`);
  else return [rule];
  return [];
}

function readToggle(name: string, option: string, fault: Fault): readonly Toggle[] {
  const toggle = toggleNamed(name.toLowerCase());
  if (toggle !== null) return [toggle];
  fault(
    `${option}: there is no ${quoted(name)}, did you mean ${nearestToggle(name)}? Topics are ${TOPICS.join(', ')}`,
  );
  return [];
}

/** A topic of which nothing is wanted is switched off as a whole, so that it is not even read. */
function allBut(wanted: readonly Toggle[]): readonly Toggle[] {
  return TOPICS.flatMap((topic): readonly Toggle[] => {
    const ofTopic = wanted.filter((toggle) => toggle.topic === topic);
    if (ofTopic.length === 0) return [{ topic, type: null }];
    if (ofTopic.some(({ type }) => type === null)) return [];
    const others = EVENTS.filter(
      (event) => event.topic === topic && !ofTopic.some(({ type }) => type === event.type),
    );
    return others.map(({ type }) => ({ topic, type }));
  });
}

const DATE = /^\d{4}-\d{2}-\d{2}/;

function readSince({ since, nameOf }: TailSettings, now: Date, fault: Fault): Date | null {
  if (since === '') return null;
  const duration = parseDuration(since);
  const time = duration !== null ? now.getTime() - duration : DATE.test(since) ? Date.parse(since) : NaN;
  if (Number.isNaN(time)) {
    fault(
      `${nameOf('since')} must be a duration, such as 30m, 2h or 1d, or a time, such as 2026-03-02T08:00Z`,
    );
    return null;
  }
  if (time > now.getTime()) fault(`${nameOf('since')} lies in the future`);
  return new Date(time);
}

/** Of what a person typed no more than it takes to recognise it, and nothing that could steer a terminal. */
function quoted(text: string): string {
  return JSON.stringify(text.replace(/[\p{Cc}\p{Cf}]/gu, '').slice(0, 80));
}
