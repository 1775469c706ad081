import { type Answer, answer, entity, notFound, problem } from '../http/answer.js';
import { type Call, type Method, type Route, textOf } from '../http/call.js';
import { list } from '../http/pagination.js';
import { renderThread } from '../render/thread.js';
import { type Inbox, type Thread, inboxOf, markThread } from '../state/inbox.js';
import { roleOf } from '../state/repository.js';

export function notificationRoutes(pollSeconds: number): readonly Route[] {
  return [
    inboxRoute('GET', '', (call) => listThreads(call, pollSeconds)),
    inboxRoute('PUT', '', (call) => readAll(call)),
    inboxRoute('GET', '/threads/:thread', (call) =>
      withThread(call, (thread, inbox) =>
        entity(Math.max(inbox.version, call.state.identitiesVersion), () => renderThread(call.state, thread)),
      ),
    ),
    inboxRoute('PATCH', '/threads/:thread', (call) => markAs(call, 'read', 205)),
    inboxRoute('DELETE', '/threads/:thread', (call) => markAs(call, 'done', 204)),
  ];
}

function inboxRoute(method: Method, path: string, handle: Route['handle']): Route {
  return {
    method,
    path: `/notifications${path}`,
    scopes: ['notifications', 'repo'],
    isClassicOnly: true,
    handle,
  };
}

function listThreads(call: Call, pollSeconds: number): Answer {
  const { state, query } = call;
  const ifModifiedSince = call.ifModifiedSince;
  if (ifModifiedSince !== undefined && Number.isNaN(Date.parse(ifModifiedSince))) {
    return problem(
      422,
      'Unable to parse If-Modified-Since request header. Please make sure value is in an acceptable format.',
    );
  }
  const inbox = inboxOf(state, call.viewer);
  const times = [...inbox.threads.values()].map((thread) => thread.updatedAt.getTime());
  const listing = list(call, {
    version: Math.max(inbox.version, state.identitiesVersion),
    lastModified: new Date(Math.max(call.viewer.createdAt.getTime(), ...times)),
    items: () => select(inbox, query).filter(({ repository }) => roleOf(repository, call.viewer) !== null),
    render: (thread) => renderThread(state, thread),
    perPage: { standard: 50, most: 50 },
  });
  return { ...listing, headers: { 'x-poll-interval': String(pollSeconds) } };
}

/** Newest first. */
function select(inbox: Inbox, query: Call['query']): readonly Thread[] {
  const since = Date.parse(textOf(query, 'since') ?? '') || Number.NEGATIVE_INFINITY;
  const before = Date.parse(textOf(query, 'before') ?? '') || Number.POSITIVE_INFINITY;
  const withRead = query.all === 'true';
  const onlyParticipating = query.participating === 'true';
  return [...inbox.threads.values()]
    .filter((thread) => !thread.isDone && (withRead || thread.isUnread))
    .filter((thread) => !onlyParticipating || thread.reason !== 'subscribed')
    .filter(({ updatedAt }) => updatedAt.getTime() >= since && updatedAt.getTime() < before)
    .sort((one, other) => other.updatedAt.getTime() - one.updatedAt.getTime() || other.id - one.id);
}

function readAll(call: Call): Answer {
  const upTo = Date.parse(textOf(call.body, 'last_read_at') ?? '') || call.state.clock().getTime();
  const inbox = inboxOf(call.state, call.viewer);
  for (const thread of inbox.threads.values()) {
    if (thread.isUnread && thread.updatedAt.getTime() <= upTo) markThread(call.state, inbox, thread, 'read');
  }
  return answer(205);
}

function markAs(call: Call, as: 'read' | 'done', status: number): Answer {
  return withThread(call, (thread, inbox) => {
    markThread(call.state, inbox, thread, as);
    return answer(status);
  });
}

function withThread(call: Call, handle: (thread: Thread, inbox: Inbox) => Answer): Answer {
  const inbox = inboxOf(call.state, call.viewer);
  const thread = inbox.threads.get(Number(call.params.thread));
  return thread === undefined ? notFound() : handle(thread, inbox);
}
