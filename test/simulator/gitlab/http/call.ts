import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Token, User } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import { unauthorized } from './api-error.js';
import type { Input } from './input.js';

/** One request, authenticated and parsed. */
export interface Call {
  readonly store: GitlabStore;
  /** Nobody, where no token was sent: public projects can be read then. */
  readonly viewer: User | null;
  readonly token: Token | null;
  readonly path: Readonly<Record<string, string>>;
  readonly input: Input;
  readonly request: FastifyRequest;
  readonly reply: FastifyReply;
}

export function person(call: Call): User {
  if (call.viewer === null) throw unauthorized();
  return call.viewer;
}
