import type { Push, PushedCommit } from '../domain/subjects/push.js';
import { cutText } from './cut-text.js';

/** Of one push; the timeline keeps them. */
export const MAX_COMMITS = 20;
const MAX_TITLE_LENGTH = 200;

export interface WrittenCommit {
  readonly sha: string;
  readonly message: string | null;
  /** Name, as the commit bears it. */
  readonly author: string | null;
}

/** Of commits whose last is the newest; nothing where there is none. */
export function pushedCommits(raw: readonly WrittenCommit[]): Pick<Push, 'commits'> {
  const commits = raw.slice(-MAX_COMMITS).reverse().map(toPushedCommit);
  return commits.length === 0 ? {} : { commits };
}

function toPushedCommit({ sha, message, author }: WrittenCommit): PushedCommit {
  return { sha, title: titleOfMessage(message ?? ''), author };
}

/** The first line; `null`: there is none. */
export function titleOfMessage(message: string): string | null {
  const title = cutText((message.split('\n')[0] ?? '').trim(), MAX_TITLE_LENGTH);
  return title === '' ? null : title;
}
