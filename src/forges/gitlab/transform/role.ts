import type { Role } from '../../../domain/actions/look.js';
import type { RawPermissions } from '../schema.js';

/** What a project tells of who asks. */
interface Membership {
  readonly archived?: boolean | null;
  readonly permissions?: RawPermissions | null;
}

/** https://docs.gitlab.com/user/permissions/#roles; 15 plans: it sees to issues, and reads the rest. */
export function roleOf(level: number): Role {
  if (level >= 40) return 'maintain';
  if (level >= 30) return 'write';
  return level >= 15 ? 'triage' : 'read';
}

/** `null`: by neither the project nor its group, which is not to say by nothing. */
export function levelOf({ permissions }: Membership): number | null {
  const levels = [permissions?.project_access?.access_level, permissions?.group_access?.access_level];
  const known = levels.filter((level) => typeof level === 'number');
  return known.length === 0 ? null : Math.max(...known);
}

/** The role that the project alone tells. `null`: only the list of members would tell. */
export function toldRole(project: Membership): Role | null {
  if (project.archived === true) return 'read';
  const level = levelOf(project);
  return level === null ? null : roleOf(level);
}
