import type { GithubState } from '../state/github-state.js';
import { type Token, isUsable } from '../state/token.js';
import { type Answer, problem } from './answer.js';

/** The token of a request, or why it is turned away. */
export function authenticate(
  state: GithubState,
  headers: { readonly authorization?: string | undefined; readonly 'user-agent'?: string | undefined },
): Token | Answer {
  if (!headers['user-agent']) {
    return problem(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    );
  }
  if (headers.authorization === undefined) return problem(401, 'Requires authentication');
  const [scheme, secret] = headers.authorization.split(' ');
  const token = /^(bearer|token)$/i.test(scheme ?? '') ? state.tokens.get(secret ?? '') : undefined;
  if (token === undefined || !isUsable(token, state.clock())) return problem(401, 'Bad credentials');
  return token;
}
