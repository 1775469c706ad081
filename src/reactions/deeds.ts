import { actionNamed } from '../actions/index.js';
import { act } from '../actions/act.js';
import type { Outcome } from '../actions/attempt.js';
import { create, type CreationOutcome } from '../actions/create.js';
import type { ActionRecord } from '../domain/actions/action-record.js';
import type { Target } from '../domain/actions/look.js';
import { NO_RECEIPT, type CreateIssueOrder, type Receipt, type RunOrder } from '../domain/actions/order.js';
import { isSamePerson } from '../domain/forge.js';
import { refusedFor } from './call-failure.js';
import type { ActArgs } from './call-schemas.js';
import { fingerprintOf, requestKeyOf, type Asked } from './request-key.js';
import type { CallDeps, RunGround } from './serve-calls.js';

/** More records than this of one deed no run leaves. */
const MAX_RECORDS = 100;
/** How far back a comment is looked for whose answer never came. */
const MAX_PAGES = 20;

/**
 * Does it through the guard of all actions. A run that is tried again finds in the records what it did, and does that
 * not again.
 */
export async function actOnce(deps: CallDeps, ground: RunGround, args: ActArgs): Promise<Receipt> {
  const [action, { headSha = null, ...target }, input] = withHead(args);
  const definition = actionNamed(action);
  if (definition === null) throw refusedFor('unsupported');
  const asked = name(ground, action, nameOf(target), fingerprintOf(input));
  for (;;) {
    const key = await freeKey(deps, asked, () => wasSaid(deps, ground, target, input.text));
    if (key === null) return NO_RECEIPT;
    const outcome = await act(
      { records: deps.records, logger: deps.logger, clock: deps.clock },
      { actions: deps.actions, session: deps.openSession(ground.account) },
      {
        ...common(ground),
        requestKey: key,
        target,
        definition,
        input: defined(input),
        shownSha: headSha,
        isConfirmed: true,
        isPublic: false,
      },
    );
    if (outcome.kind === 'unsure' && action === 'comment') continue;
    return receiptOf(outcome);
  }
}

export async function createOnce(
  deps: CallDeps,
  ground: RunGround,
  order: CreateIssueOrder | RunOrder,
): Promise<Receipt> {
  const fingerprint = fingerprintOf({ text: JSON.stringify(order) });
  const key = await freeKey(deps, name(ground, order.action, '', fingerprint), () => Promise.resolve(null));
  if (key === null) return NO_RECEIPT;
  const outcome = await create(
    { records: deps.records, logger: deps.logger, clock: deps.clock },
    { actions: deps.actions, session: deps.openSession(ground.account) },
    { ...common(ground), requestKey: key, order },
  );
  return receiptOf(outcome);
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

/**
 * The key of the next record of this deed: that of one which is done or under way, or of a new one after those that
 * failed. `null`: it turned out to be done.
 */
async function freeKey(
  { records }: CallDeps,
  asked: Asked,
  wasDone: () => Promise<boolean | null>,
): Promise<string | null> {
  for (let attempt = 0; attempt < MAX_RECORDS; attempt += 1) {
    const key = requestKeyOf(asked, attempt);
    const known = await records.find(key);
    if (known === null || isOpen(known)) return key;
    if (known.result !== 'unsure') continue;
    const isDone = await wasDone();
    if (isDone === null) throw refusedFor('unsure');
    if (isDone) return null;
  }
  throw refusedFor('unsure');
}

function isOpen({ result }: ActionRecord): boolean {
  return result === null || result === 'done';
}

/** A comment leaves no mark but itself. `null`: it is no comment. */
async function wasSaid(
  { actions, openSession }: CallDeps,
  { account, run }: RunGround,
  target: Target,
  text: string | undefined,
): Promise<boolean | null> {
  if (text === undefined || target.kind === 'pipeline') return null;
  const on = { on: target.kind, number: target.number };
  for (let page = 1; page <= MAX_PAGES; page += 1) {
    const { comments, hasMore } = await actions.listComments(openSession(account), run.project, on, page);
    const isThere = comments.some(
      ({ author, body }) => isSamePerson(author, account.user) && body.trim() === text.trim(),
    );
    if (isThere || !hasMore) return isThere;
  }
  return false;
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
