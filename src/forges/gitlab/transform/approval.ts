import { isAtLeast, type Role } from '../../../domain/actions/look.js';
import type { RawApprovalRule } from '../schema/acting.js';
import { roleOf } from './role.js';

/** Above it are owners and administrators, whom a role does not tell apart. */
const MAINTAINER = 40;

interface Person {
  readonly id: string;
  readonly role: Role;
  readonly isAdmin: boolean;
}

/**
 * Whether they may decide on a deployment by one of its rules at least. `null`: not told, as where a group is named or
 * where there are no rules, only people who may deploy.
 */
export function mayApprove(rules: readonly RawApprovalRule[], person: Person): boolean | null {
  const verdicts = rules.map((rule) => byRule(rule, person));
  if (verdicts.includes(true)) return true;
  return verdicts.length === 0 || verdicts.includes(null) || person.isAdmin ? null : false;
}

function byRule(
  { user_id: userId, access_level: level }: RawApprovalRule,
  { id, role }: Person,
): boolean | null {
  if (userId !== null) return userId === id;
  return level === null || level > MAINTAINER ? null : isAtLeast(role, roleOf(level));
}
