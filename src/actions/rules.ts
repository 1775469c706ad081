import { isAtLeast, type Actor, type Look, type Role } from '../domain/actions/look.js';
import type { IssueLook, MergeRequestLook } from '../domain/actions/look.js';
import type { RefusalCode } from '../domain/actions/refusal.js';
import { isSamePerson } from '../domain/forge.js';

/** The token comes first: whoever may do it with another token is told about the token, not about the project. */
export function lacks(look: Look, actor: Actor, least: Role): RefusalCode | null {
  if (actor.canWrite === false) return 'scope';
  return isAtLeast(look.role, least) ? null : 'role';
}

export function isAuthor(look: MergeRequestLook | IssueLook, { user }: Actor): boolean {
  return isSamePerson(look.kind === 'issue' ? look.issue.author : look.mergeRequest.author, user);
}

/** What it takes to see to others'. */
export function editorOf(look: MergeRequestLook | IssueLook): Role {
  return look.kind === 'issue' ? 'triage' : look.editedFrom;
}

/** Of those who triage, authors may label, assign and ask for reviews of their own. */
export function labelerOf(look: MergeRequestLook | IssueLook, actor: Actor): Role {
  return isAuthor(look, actor) ? 'triage' : editorOf(look);
}

/** An author may close, reopen and rename their own, whatever their role. */
export function lacksAsAuthor(
  look: MergeRequestLook | IssueLook,
  actor: Actor,
  least: Role,
): RefusalCode | null {
  return lacks(look, actor, isAuthor(look, actor) ? 'read' : least);
}

export function stateOf(look: MergeRequestLook | IssueLook): 'open' | 'merged' | 'closed' {
  return look.kind === 'issue' ? look.issue.state : look.mergeRequest.state;
}

export function numberOf(look: MergeRequestLook | IssueLook): string {
  return look.kind === 'issue' ? look.issue.number : look.mergeRequest.number;
}

export function unlessOpen(look: MergeRequestLook | IssueLook): RefusalCode | null {
  return stateOf(look) === 'open' ? null : 'state';
}
