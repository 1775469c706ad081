import { LONGEST_PATTERN } from './edit-filter.js';
import { filterValues } from './filter-values.js';
import type { Subject, SubjectKind } from './subject.js';
import { pathsOf } from './subjects/document-change.js';
import type { FilterField } from './watch-filter.js';

/** What bears each field. */
export const BEARERS: Readonly<Record<FilterField, readonly SubjectKind[]>> = {
  branch: ['pipeline', 'merge-request', 'push', 'deployment'],
  label: ['merge-request', 'issue'],
  author: [
    'pipeline',
    'merge-request',
    'issue',
    'comment',
    'push',
    'release',
    'deployment',
    'document-change',
  ],
  bots: [],
  reviewer: ['merge-request'],
  team: ['merge-request'],
  path: ['merge-request', 'push', 'document-change'],
  workflow: ['pipeline'],
  job: ['pipeline'],
  stage: ['pipeline'],
  environment: ['deployment'],
  tag: ['tag', 'release', 'image'],
  image: ['image'],
  milestone: ['milestone'],
};

/** More are not looked through. */
const MOST_VALUES = 100;

/** What of a field was seen lately, the most frequent first: what a rule may ask for, each fit to be its pattern. */
export function offeredValues(field: FilterField, subjects: readonly Subject[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const subject of subjects) {
    for (const value of new Set(valuesIn(field, subject))) counts.set(value, (counts.get(value) ?? 0) + 1);
  }
  return [...counts]
    .filter(([value, count]) => count > 1 || !isFamily(field, value))
    .sort(([one, many], [other, few]) => few - many || (one < other ? -1 : 1))
    .slice(0, MOST_VALUES)
    .map(([value]) => value);
}

function valuesIn(field: FilterField, subject: Subject): readonly string[] {
  if (field === 'path')
    return filesOf(subject)
      .map(folderOf)
      .filter((path) => path.length <= LONGEST_PATTERN);
  const values = filterValues(subject, null)[field] ?? [];
  const literal = values.filter((value) => value.length <= LONGEST_PATTERN && !/[*?]/.test(value));
  return field === 'branch' ? [...literal, ...literal.flatMap(familyOf)] : literal;
}

function filesOf(subject: Subject): readonly string[] {
  if (subject.kind === 'document-change') return subject.files.flatMap(pathsOf);
  const touched = subject.kind === 'merge-request' || subject.kind === 'push' ? subject.touched : undefined;
  return touched?.paths ?? [];
}

/** The files of a folder; a file that lies in none is itself. */
function folderOf(path: string): string {
  const end = path.indexOf('/');
  return end <= 0 ? path : `${path.slice(0, end)}/**`;
}

/** One of one branch says no more than the branch. */
function isFamily(field: FilterField, value: string): boolean {
  return field === 'branch' && value.endsWith('*');
}

/** `release/1.2` is one of `release/*`. */
function familyOf(branch: string): readonly string[] {
  const end = branch.indexOf('/');
  return end <= 0 ? [] : [`${branch.slice(0, end)}/*`];
}
