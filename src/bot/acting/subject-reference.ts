import type { TargetKind } from '../../domain/actions/look.js';
import type { ForgeKind } from '../../domain/forge.js';

/** A merge request, an issue or a pipeline as a person writes it: a link, `group/app!12`, `!12`, `#5`. */
export interface SubjectReference {
  /** The path or the link that names the project; `null`: only the number was written. */
  readonly project: string | null;
  readonly number: string;
  /** What it can be: `#` is a pull request or an issue on GitHub. */
  readonly kinds: Readonly<Record<ForgeKind, readonly TargetKind[]>>;
}

const VIEWS: Readonly<Record<string, TargetKind>> = {
  merge_requests: 'merge-request',
  pull: 'merge-request',
  pulls: 'merge-request',
  issues: 'issue',
  work_items: 'issue',
  pipelines: 'pipeline',
  'actions/runs': 'pipeline',
};

/** GitLab's page of an incident has the kind in its address, which the API leaves out. */
const LINK =
  /\/(merge_requests|pulls?|issues|work_items|pipelines|actions\/runs)\/(?:incident\/)?(\d{1,19})(?:[/?#].*)?$/;
const SHORT = /^(?:(\S*[^\s!#]))?([!#])(\d{1,19})$/;

/** `null`: it names nothing that can be acted on. */
export function parseSubjectReference(word: string): SubjectReference | null {
  const [, view = '', linked] = LINK.exec(word) ?? [];
  const kind = VIEWS[view];
  if (kind !== undefined && linked !== undefined) {
    return { project: word, number: linked, kinds: { gitlab: [kind], github: [kind] } };
  }
  const [, project = null, mark, number] = SHORT.exec(word) ?? [];
  if (number === undefined) return null;
  return mark === '!'
    ? { project, number, kinds: { gitlab: ['merge-request'], github: ['merge-request'] } }
    : { project, number, kinds: { gitlab: ['issue'], github: ['merge-request', 'issue'] } };
}
