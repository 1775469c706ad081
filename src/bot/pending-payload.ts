import type { Json, JsonObject } from '../domain/json.js';
import { ROLES } from '../domain/actions/look.js';
import type { OwnProject } from '../domain/project.js';

/** For keeping a project behind a button. */
export function projectToJson({ id, path, name, url, defaultBranch, role }: OwnProject): JsonObject {
  return { id, path, name, url, defaultBranch, ...(role === undefined ? {} : { role }) };
}

/** `null` for what `projectToJson` did not write. */
export function projectFromJson(json: Json | undefined): OwnProject | null {
  if (json === null || typeof json !== 'object' || !isRecord(json)) return null;
  const { id, path, name, url, defaultBranch = null, role } = json;
  if (
    typeof id !== 'string' ||
    typeof path !== 'string' ||
    typeof name !== 'string' ||
    typeof url !== 'string'
  )
    return null;
  const known = ROLES.find((one) => one === role);
  return {
    id,
    path,
    name,
    url,
    defaultBranch: typeof defaultBranch === 'string' ? defaultBranch : null,
    ...(known === undefined ? {} : { role: known }),
  };
}

/** Elements of a list in a payload; empty when there is none. */
export function listOf(json: Json | undefined): readonly Json[] {
  return isList(json) ? json : [];
}

/** Text under a name; empty when there is none. */
export function textIn(payload: JsonObject, name: string): string {
  const value = payload[name];
  return typeof value === 'string' ? value : '';
}

function isList(json: Json | undefined): json is readonly Json[] {
  return Array.isArray(json);
}

export function isRecord(json: Json | undefined): json is JsonObject {
  return typeof json === 'object' && json !== null && !isList(json);
}
