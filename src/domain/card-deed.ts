import type { ForgeKind } from './forge.js';
import { line, type TextLine } from './message.js';
import type { Translate } from './ports/translator.js';
import type { Subject } from './subject.js';

/** What was done last from a chat to the subject of a card of that chat. */
export interface CardDeed {
  /** Name of the action. */
  readonly action: string;
  readonly personId: string;
  /** Name of that person. */
  readonly who: string;
  readonly forge: ForgeKind;
  /** Head of the merge request that it was done to; `null`: of no merge request. */
  readonly headSha: string | null;
}

export function deedLine(
  { action, who, forge }: Omit<CardDeed, 'headSha' | 'personId'>,
  t: Translate,
): TextLine {
  return line(t(`act.by.${action}`, { who, context: forge }));
}

/** What was done to commits that are not the last any more is no news of the subject. */
export function isOfNow({ headSha }: CardDeed, subject: Subject): boolean {
  return headSha === headOfSubject(subject);
}

export function headOfSubject(subject: Subject): string | null {
  return subject.kind === 'merge-request' ? subject.headSha : null;
}
