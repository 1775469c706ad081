import { languageOf } from '../domain/language.js';
import { getConnInfo } from '@hono/node-server/conninfo';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie } from 'hono/cookie';
import { mayUse } from '../domain/access.js';
import { createRateLimit } from '../domain/rate-limit.js';
import { MINUTE } from '../domain/time.js';
import { messagePage } from './plain-pages.js';
import { COOKIE, type SiteDeps, type SiteEnv, type Visitor } from './site-deps.js';

type Guard = MiddlewareHandler<SiteEnv>;

export interface Guards {
  readonly checkMethod: Guard;
  /** Another name for this machine, made up by a foreign page, opens nothing. */
  readonly checkHost: Guard;
  /** A foreign page may not press our buttons. */
  readonly checkOrigin: Guard;
  readonly limitStrangers: Guard;
  /** Lets in whoever shows a pass; the API takes a bearer token, too. */
  readonly signIn: Guard;
}

/** A page that is open asks ten times a minute. */
const REQUESTS_PER_MINUTE = 120;
const STRANGERS_PER_MINUTE = 60;

export function createGuards(deps: SiteDeps): Guards {
  const people = createRateLimit(REQUESTS_PER_MINUTE, MINUTE, deps.clock);
  const strangers = createRateLimit(STRANGERS_PER_MINUTE, MINUTE, deps.clock);
  const t = deps.translator('en');
  const isPatient = (c: Context): boolean => strangers.try(addressOf(c)) === 'allowed';

  return {
    checkMethod: async (c, next) =>
      ['GET', 'HEAD', 'POST'].includes(c.req.method) ? next() : turnAway(c, 'GET or POST only', 405),
    checkHost: async (c, next) => {
      const host = c.req.header('host')?.toLowerCase() ?? '';
      return deps.hosts.includes(host)
        ? next()
        : turnAway(c, 'This address is not mine: see HTTP_PUBLIC_URL.', 421);
    },
    checkOrigin: async (c, next) => {
      const site = c.req.header('sec-fetch-site') ?? 'none';
      const isOurs = site === 'same-origin' || site === 'none';
      return c.req.method === 'GET' || isOurs ? next() : turnAway(c, 'not from here', 403);
    },
    limitStrangers: async (c, next) =>
      isPatient(c) ? next() : c.html(messagePage(t, t('web.too-fast')), 429),
    signIn: async (c, next) => {
      const visitor = await findVisitor(deps, c);
      if (visitor === null) {
        const sentence = t(isOfApi(c) ? 'web.no-token' : 'web.signed-out');
        return isPatient(c) ? refuse(c, sentence, 401) : refuse(c, t('web.too-fast'), 429);
      }
      // A program that reads in haste leaves its owner the page.
      const who = `${isOfApi(c) ? 'api' : 'page'} ${visitor.member.id}`;
      if (people.try(who) !== 'allowed') return refuse(c, visitor.t('web.too-fast'), 429);
      c.set('visitor', visitor);
      return next();
    },
  };

  function refuse(c: Context, sentence: string, status: 401 | 429): Response | Promise<Response> {
    if (status === 429) c.header('retry-after', '60');
    if (status === 401 && isOfApi(c)) c.header('www-authenticate', 'Bearer');
    if (isOfApi(c)) return c.json({ error: sentence }, status);
    return c.html(messagePage(t, sentence), status);
  }
}

export function isOfApi(c: Context): boolean {
  return c.req.path.startsWith('/api/');
}

/** For what no browser of a person asks. */
export function turnAway(c: Context, sentence: string, status: 403 | 405 | 411 | 413 | 421): Response {
  if (status === 405) c.header('allow', 'GET, HEAD, POST');
  return isOfApi(c) ? c.json({ error: sentence }, status) : c.text(sentence, status);
}

function addressOf(c: Context): string {
  return getConnInfo(c).remote.address ?? '';
}

/** An allow-list that changed counts at once; so does an account that its forge refuses. */
async function findVisitor(deps: SiteDeps, c: Context<SiteEnv>): Promise<Visitor | null> {
  const [, bearer = ''] = /^Bearer ([\w-]+)$/i.exec(c.req.header('authorization') ?? '') ?? [];
  const pass = isOfApi(c) && bearer !== '' ? bearer : (getCookie(c, COOKIE) ?? '');
  const kind = pass === bearer ? 'api' : 'session';
  const personId = await deps.passes.find(pass, kind);
  if (personId === null) return null;
  const member = await deps.stores.members.find(personId);
  if (member === null || !mayUse(deps.allowedUsers, personId, member)) return null;
  const accounts = await deps.stores.accounts.listOf(personId);
  const onlookers = accounts
    .filter(({ state }) => state === 'active')
    .map(({ id, forge }) => ({ id, forgeUrl: forge.url }));
  return { member, accounts, onlookers, t: deps.translator(languageOf(member)), pass };
}
