import type { Look } from '../../domain/actions/look.js';
import type { Turn } from '../turn.js';

/** Whether it may be shown here: in a group people read along who may not see a confidential issue on the forge. */
export function isForHere({ visit }: Pick<Turn, 'visit'>, look: Look): boolean {
  return visit.chatKind === 'private' || look.kind !== 'issue' || !look.issue.isConfidential;
}
