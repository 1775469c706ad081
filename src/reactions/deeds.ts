import { actionNamed } from '../actions/index.js';
import { act, type ActDeps, type Way } from '../actions/act.js';
import { actorOf, type Attempt, type Outcome } from '../actions/attempt.js';
import { create, type CreationOutcome } from '../actions/create.js';
import type { Target } from '../domain/actions/look.js';
import { NO_RECEIPT, type CreateIssueOrder, type Receipt, type RunOrder } from '../domain/actions/order.js';
import { isSamePerson } from '../domain/forge.js';
import { MINUTE } from '../domain/time.js';
import { refusedFor } from './call-failure.js';
import type { ActArgs } from './call-schemas.js';
import { nextRecord } from './next-record.js';
import type { DiscussedTarget } from './public.js';
import { fingerprintOf, requestKeyOf, type Asked } from './request-key.js';
import type { CallDeps, RunGround } from './serve-calls.js';

/** How far back a comment is looked for whose answer never came. */
const MAX_PAGES = 20;
/** A forge's clock may be behind ours. */
const SKEW_MS = MINUTE;

/**
 * Does it through the guard of all actions. A run that is tried again finds in the records what it did, and does that
 * not again.
 */
export async function actOnce(deps: CallDeps, ground: RunGround, args: ActArgs): Promise<Receipt> {
  const [action, { headSha = null, ...target }, input] = withHead(args);
  const definition = actionNamed(action);
  if (definition === null) throw refusedFor('unsupported');
  const demand: Omit<Attempt, 'requestKey'> = {
    ...common(ground),
    target,
    definition,
    input: defined(input),
    shownSha: headSha,
    isConfirmed: true,
    isPublic: false,
  };
  const way = { actions: deps.actions, session: deps.openSession(ground.account) };
  const asked = name(ground, action, nameOf(target), fingerprintOf(input));
  let wasSent = false;
  for (;;) {
    const record = await nextRecord(deps, asked, () => wasDone(deps, way, { demand, asked }));
    if (record === null) return NO_RECEIPT;
    // Whoever loses answers is given time before the next request.
    if (wasSent && record.isNew) throw refusedFor('unavailable');
    wasSent = record.isNew;
    const outcome = await act(recordsOf(deps), way, { ...demand, requestKey: record.key });
    if (outcome.kind !== 'unsure') return receiptOf(outcome);
  }
}

export async function createOnce(
  deps: CallDeps,
  ground: RunGround,
  order: CreateIssueOrder | RunOrder,
): Promise<Receipt> {
  const fingerprint = fingerprintOf({ text: JSON.stringify(order) });
  const asked = name(ground, order.action, '', fingerprint);
  const record = await nextRecord(deps, asked, () => Promise.resolve(null));
  if (record === null) return NO_RECEIPT;
  const way = { actions: deps.actions, session: deps.openSession(ground.account) };
  const outcome = await create(recordsOf(deps), way, { ...common(ground), requestKey: record.key, order });
  return receiptOf(outcome);
}

function recordsOf({ records, logger, clock }: CallDeps): ActDeps {
  return { records, logger, clock };
}

function common({ run, account }: RunGround) {
  const person = { id: account.personId, name: `reaction ${run.handler}` };
  return { person, account, project: run.project };
}

type ShownTarget = Target & { readonly headSha?: string | null };

function withHead([action, target, input]: ActArgs): readonly [ActArgs[0], ShownTarget, ActArgs[2]] {
  if (target.kind === 'pipeline') return [action, { kind: 'pipeline', id: target.id }, input];
  const { kind, number, headSha } = target;
  return [action, { kind, number, headSha: headSha ?? null }, input];
}

function nameOf(target: Target): string {
  return `${target.kind}/${target.kind === 'pipeline' ? target.id : target.number}`;
}

function name({ run, asked }: RunGround, action: string, target: string, fingerprint: string): Asked {
  const same = `${action} ${target} ${fingerprint}`;
  const ordinal = asked.get(same) ?? 0;
  asked.set(same, ordinal + 1);
  return { runId: run.id, action, target, fingerprint, ordinal };
}

interface Unanswered {
  readonly demand: Omit<Attempt, 'requestKey'>;
  readonly asked: Asked;
}

/** What the forge shows of a deed whose answer never came. `null`: it cannot show it. */
async function wasDone(deps: CallDeps, way: Way, { demand, asked }: Unanswered): Promise<boolean | null> {
  const { definition, project, target, account, input } = demand;
  if (input.text === undefined || target.kind === 'pipeline') {
    const look = await way.actions.lookAt(way.session, project, target);
    return definition.isDone(look, actorOf(account), input);
  }
  // A comment leaves no mark but itself, and the run may have said the same before.
  const first = await deps.records.find(requestKeyOf({ ...asked, ordinal: 0 }, 0));
  const since = new Date((first?.startedAt ?? deps.clock()).getTime() - SKEW_MS);
  const said = await timesSaid(way, demand, { target, text: input.text, since });
  return said > asked.ordinal;
}

interface Words {
  readonly target: DiscussedTarget;
  readonly text: string;
  readonly since: Date;
}

async function timesSaid(
  { actions, session }: Way,
  { account, project }: Omit<Attempt, 'requestKey'>,
  { target: { kind, number }, text, since }: Words,
): Promise<number> {
  let times = 0;
  for (let page = 1, isLast = false; page <= MAX_PAGES && !isLast; page += 1) {
    const found = await actions.listComments(session, project, { on: kind, number }, page);
    times += found.comments.filter(
      ({ author, body, createdAt }) =>
        isSamePerson(author, account.user) &&
        body.trim() === text.trim() &&
        Date.parse(createdAt) >= since.getTime(),
    ).length;
    isLast = !found.hasMore;
  }
  return times;
}

function receiptOf(outcome: Outcome | CreationOutcome): Receipt {
  switch (outcome.kind) {
    case 'done':
      return outcome.receipt;
    case 'refused':
      // That it is so already is what was wanted.
      if (outcome.code === 'already-done') return NO_RECEIPT;
      throw refusedFor(outcome.code);
    case 'failed':
      throw outcome.error;
    case 'busy':
    case 'unsure':
      throw refusedFor(outcome.kind);
    case 'confirm':
    case 'spent':
      throw refusedFor('busy');
  }
}

/** Without the fields that were left out. */
function defined(input: ActArgs[2]) {
  const { text, threadId, label, person, method } = input;
  return {
    ...(text === undefined ? {} : { text }),
    ...(threadId === undefined ? {} : { threadId }),
    ...(label === undefined ? {} : { label }),
    ...(person === undefined ? {} : { person }),
    ...(method === undefined ? {} : { method }),
  };
}
