import type { Reporter } from './desk.js';
import type { ForgeKind } from './forge.js';
import type { Issue, IssueState } from './subjects/issue.js';

/** An issue that was reported through a desk, and where its reporter hears of it. */
export interface Ticket {
  readonly id: string;
  readonly deskId: string;
  readonly projectId: string;
  readonly projectPath: string;
  readonly forgeKind: ForgeKind;
  /** Of the issue. */
  readonly number: string;
  readonly url: string | null;
  /** As it was reported. */
  readonly title: string;
  /** `textPrint` of what the desk wrote into the issue; `null`: not known. */
  readonly written: string | null;
  readonly reporter: Reporter;
  /** The desk's chat, the reporter's own, or the ticket's topic. */
  readonly chatKey: string;
  readonly seen: SeenTicket;
  /** Somebody is missing in the desk's chat: what is seen waits until they are back. */
  readonly isResting: boolean;
  readonly createdAt: Date;
}

/** What the reporter was told of the issue: nothing else of it ever reaches them. */
export interface SeenTicket {
  readonly state: IssueState;
  readonly labels: readonly string[];
  /** Names. */
  readonly assignees: readonly string[];
  /** Forge's time of the last look; `null`: none yet. */
  readonly updatedAt: string | null;
  /** What happens now is not for the reporter's eyes. */
  readonly isConfidential: boolean;
}

export const JUST_OPENED: SeenTicket = {
  state: 'open',
  labels: [],
  assignees: [],
  updatedAt: null,
  isConfidential: false,
};

/** What the card of a ticket shows. */
export interface TicketCard {
  readonly number: string;
  readonly url: string | null;
  readonly title: string;
  readonly projectPath: string;
  readonly reporterName: string;
  readonly state: IssueState;
  readonly labels: readonly string[];
  readonly assignees: readonly string[];
}

/** One thing that a reporter is told. */
export type TicketHappening =
  | { readonly kind: 'opened' }
  | {
      readonly kind: 'comment';
      readonly who: string;
      readonly body: string;
      /** What a reply goes into. */
      readonly threadId: string | null;
      /** Somebody answered in a thread. */
      readonly isReply: boolean;
    }
  | {
      /** One that the reporter was told of says something else now. */
      readonly kind: 'comment-changed';
      readonly who: string;
      readonly body: string;
      readonly threadId: string | null;
    }
  | { readonly kind: 'assigned' | 'unassigned'; readonly names: readonly string[] }
  | { readonly kind: 'labelled' | 'unlabelled'; readonly names: readonly string[] }
  | { readonly kind: 'closed'; readonly who: string | null }
  | { readonly kind: 'reopened'; readonly who: string | null };

/** The living card of a ticket in its chat. */
export function ticketCardKey(ticketId: string): string {
  return `ticket:${ticketId}`;
}

export function cardOf({ number, url, title, projectPath, reporter, seen }: Ticket): TicketCard {
  const { state, labels, assignees } = seen;
  return { number, url, title, projectPath, reporterName: reporter.name, state, labels, assignees };
}

/** A confidential issue shows nothing of itself but that it is one. */
export function lookedAt(seen: SeenTicket, issue: Issue): SeenTicket {
  const { state, labels, updatedAt, isConfidential } = issue;
  if (isConfidential) return { ...seen, updatedAt, isConfidential };
  return { state, labels, assignees: issue.assignees.map(({ name }) => name), updatedAt, isConfidential };
}

/** What changed between two looks. */
export function changesBetween(
  before: SeenTicket,
  after: SeenTicket,
  closedBy: string | null,
): readonly TicketHappening[] {
  const happenings: TicketHappening[] = [];
  const say = (
    kind: 'assigned' | 'unassigned' | 'labelled' | 'unlabelled',
    names: readonly string[],
  ): void => {
    if (names.length > 0) happenings.push({ kind, names });
  };
  say('assigned', without(after.assignees, before.assignees));
  say('unassigned', without(before.assignees, after.assignees));
  say('labelled', without(after.labels, before.labels));
  say('unlabelled', without(before.labels, after.labels));
  if (before.state !== after.state) {
    happenings.push(
      after.state === 'closed' ? { kind: 'closed', who: closedBy } : { kind: 'reopened', who: null },
    );
  }
  return happenings;
}

function without(names: readonly string[], others: readonly string[]): readonly string[] {
  return names.filter((name) => !others.includes(name));
}
