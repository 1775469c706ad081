import { cleanInline } from '../channels/clean-text.js';
import type { Notice, NoticeCode } from '../domain/notification.js';

type Text = (name: string) => string;

/** `null`: somebody else says it, or it is about what a terminal has not. */
const SENTENCES: Readonly<Record<NoticeCode, ((text: Text) => string) | null>> = {
  'token-refused': (text) =>
    `${text('forge')} refuses the token of ${text('user')} from now on: it has expired or was revoked. Make a new one.`,
  'token-expires': (text) =>
    `The token of ${text('user')} at ${text('forge')} ends within ${text('count')} day(s).`,
  'token-scope-lost': (text) =>
    `The token of ${text('user')} at ${text('forge')} has lost ${text('scopes')}, and what needs that stops.`,
  'access-lost': (text) => `Your token cannot read ${text('project')} any more. I keep asking.`,
  'access-regained': (text) => `Your token can read ${text('project')} again.`,
  'project-moved': (text) => `${text('before')} is ${text('project')} now. I follow it there.`,
  'topic-closed': null,
  'topic-lost': null,
  'token-accepted': null,
  'reaction-gave-up': null,
  'action-cut-off': null,
  'desk-paused-token': null,
  'desk-paused-access': null,
  'desk-paused-bot-removed': null,
  'desk-paused-owner-gone': null,
  'desk-resumed': null,
};

/** About the reader's own token and access, in the words of a terminal. */
export function noticeText({ code, params }: Notice): string | null {
  const text: Text = (name) => {
    const value = params[name];
    return typeof value === 'string' || typeof value === 'number' ? cleanInline(String(value)) : '';
  };
  return SENTENCES[code]?.(text) ?? null;
}
