import type { Push, PushedCommit } from '../domain/subjects/push.js';
import { cutText } from './cut-text.js';

/** The timeline keeps them with every push. */
const MAX_COMMITS = 20;
const MAX_TITLE_LENGTH = 200;

interface RawCommit {
  readonly sha: string;
  readonly message: string | null;
  readonly author: string | null;
}

/** Of a comparison, whose last commit is the newest; nothing where it shows none. */
export function pushedCommits(raw: readonly RawCommit[]): Pick<Push, 'commits'> {
  const commits = raw.slice(-MAX_COMMITS).reverse().map(toPushedCommit);
  return commits.length === 0 ? {} : { commits };
}

function toPushedCommit({ sha, message, author }: RawCommit): PushedCommit {
  return { sha, title: titleOfMessage(message ?? ''), author };
}

/** The first line; `null`: there is none. */
export function titleOfMessage(message: string): string | null {
  const title = cutText((message.split('\n')[0] ?? '').trim(), MAX_TITLE_LENGTH);
  return title === '' ? null : title;
}
