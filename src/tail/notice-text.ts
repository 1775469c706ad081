import { cleanInline } from '../channels/clean-text.js';
import type { Notice } from '../domain/notification.js';

/** About the reader's own token and access, in the words of a terminal. `null`: somebody else says it. */
export function noticeText({ code, params }: Notice): string | null {
  const text = (name: string): string => {
    const value = params[name];
    return typeof value === 'string' || typeof value === 'number' ? cleanInline(String(value)) : '';
  };
  switch (code) {
    case 'token-refused':
      return `${text('forge')} refuses the token of ${text('user')} from now on: it has expired or was revoked. Make a new one.`;
    case 'token-expires':
      return `The token of ${text('user')} at ${text('forge')} ends within ${text('count')} day(s).`;
    case 'token-scope-lost':
      return `The token of ${text('user')} at ${text('forge')} has lost ${text('scopes')}, and what needs that stops.`;
    case 'access-lost':
      return `Your token cannot read ${text('project')} any more. I keep asking.`;
    case 'access-regained':
      return `Your token can read ${text('project')} again.`;
    case 'project-moved':
      return `${text('before')} is ${text('project')} now. I follow it there.`;
    case 'token-accepted':
    case 'reaction-gave-up':
    case 'action-cut-off':
    case 'desk-paused-token':
    case 'desk-paused-access':
    case 'desk-paused-bot-removed':
    case 'desk-paused-owner-gone':
    case 'desk-resumed':
      return null;
  }
}
