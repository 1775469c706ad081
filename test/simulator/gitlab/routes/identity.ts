import type { ApiRoutes } from '../http/api-routes.js';
import { message, notFound } from '../http/api-error.js';
import { type Call, person } from '../http/call.js';
import { paginate } from '../http/pagination.js';
import { unauthorized } from '../http/api-error.js';
import { basicUser, currentUser, fullUser, personalAccessToken } from '../render/user.js';

const USERS = { scopes: ['api', 'read_user', 'read_api'] };
const VERSION = { version: '18.5.1', revision: '6c6e0b1d9f2' };

export function identityRoutes(routes: ApiRoutes): void {
  routes.get('/personal_access_tokens/self', ownToken, { scopes: 'any' });
  routes.delete('/personal_access_tokens/self', revokeOwnToken, { scopes: 'any' });
  routes.get('/user', (call) => currentUser(call.store, person(call)), USERS);
  routes.get('/users', findUsers, USERS);
  routes.get('/users/:userId', showUser, USERS);
  routes.get('/metadata', metadata, USERS);
  routes.get('/version', metadata, USERS);
}

function ownToken(call: Call): unknown {
  if (call.token === null) throw unauthorized();
  return personalAccessToken(call.store, call.token);
}

function revokeOwnToken(call: Call): void {
  if (call.token === null) throw unauthorized();
  call.token.isRevoked = true;
}

function findUsers(call: Call): unknown {
  const username = call.input.text('username');
  const search = call.input.text('search')?.toLowerCase();
  if (call.viewer === null && username === undefined) throw message(403, '403 Forbidden');
  if (username !== undefined) {
    const user = call.store.usersByName.get(username.toLowerCase());
    return paginate(call, user === undefined ? [] : [basicUser(call.store, user)]);
  }
  const users = [...call.store.users.values()]
    .filter(
      ({ username: login, name }) =>
        search === undefined || `${login} ${name}`.toLowerCase().includes(search),
    )
    .reverse();
  return paginate(call, users).map((user) => basicUser(call.store, user));
}

function showUser(call: Call): unknown {
  const user = call.store.users.get(Number(call.path['userId']));
  if (user === undefined) throw notFound('User');
  return fullUser(call.store, user);
}

function metadata(call: Call): unknown {
  person(call);
  return {
    ...VERSION,
    kas: { enabled: false, externalUrl: null, externalK8sProxyUrl: null, version: null },
    enterprise: true,
  };
}
