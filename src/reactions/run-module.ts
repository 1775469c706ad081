import type { OpenAccount } from '../domain/account.js';
import type { ForgeKind } from '../domain/forge.js';
import type { Logger } from '../domain/logger.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import { noticeTo } from '../domain/owner-notice.js';
import type { AccountStore, NoticeStore } from '../domain/ports/people-store.js';
import type { ReactionLease, ReactionRun, ReactionStore, RunEnd } from '../domain/ports/reaction-store.js';
import { SECOND } from '../domain/time.js';
import type { EventName } from './event-names.js';
import { judgeLoop } from './loop-guard.js';
import type { Failure, HandlerDescription } from './messages.js';
import type { HostedModule } from './reactions.js';
import { endOfFailure, isPoisonous } from './run-policy.js';
import { sayGivenUp } from './say-given-up.js';
import { type CallDeps, createCallServer, groundOf } from './serve-calls.js';
import { handlerKey } from './want-runs.js';

export interface RunnerDeps extends Omit<CallDeps, 'actions' | 'throttle' | 'store'> {
  readonly store: ReactionStore;
  readonly actionsOf: Readonly<Record<ForgeKind, ForgeActions>>;
  readonly throttleOf: (module: string) => CallDeps['throttle'];
  readonly accounts: Pick<AccountStore, 'open'>;
  readonly notices: NoticeStore;
  readonly logger: Logger;
}

/** Runs what is due in the leased lane, in order, and ends the lease. */
export type ModuleRunner = (
  module: HostedModule,
  lease: ReactionLease,
  isStopped: () => boolean,
) => Promise<void>;

/** Longer than what comes before and after a handler. */
const MARGIN_MS = 30 * SECOND;

export function createModuleRunner(deps: RunnerDeps): ModuleRunner {
  return async (module, lease, isStopped) => {
    const { store, accounts, clock } = deps;
    const account = await accounts.open(lease.accountId);
    while (account !== null && !isStopped()) {
      const run = await store.next(lease, clock());
      if (run === null) break;
      const until = new Date(clock().getTime() + limitOf(module, run) + MARGIN_MS);
      if (!(await store.begin(lease, run.id, until))) return;
      const end = await endOf(deps, module, { run, account });
      if (!(await store.settle(lease, run.id, end, clock()))) return;
      await report(deps, { run, account }, end);
    }
    await store.release(lease);
  };
}

interface Turn {
  readonly run: ReactionRun;
  readonly account: OpenAccount;
}

function find(module: HostedModule, run: ReactionRun): HandlerDescription | undefined {
  return module.handlers.find(({ name }) => handlerKey(module.name, name) === run.handler);
}

function limitOf(module: HostedModule, run: ReactionRun): number {
  return (find(module, run)?.timeLimitSeconds ?? 0) * SECOND;
}

async function endOf(deps: RunnerDeps, module: HostedModule, { run, account }: Turn): Promise<RunEnd> {
  if (isPoisonous(run)) return { result: 'given-up', code: 'stopped-the-daemon' };
  const handler = find(module, run);
  if (handler === undefined) return { result: 'skipped' };
  const loop = await judgeLoop(deps.store, run, account.user, deps.clock());
  if (loop === 'own') return { result: 'skipped' };
  if (loop === 'loop') return { result: 'given-up', code: 'loop' };
  const ground = groundOf({ run, module: module.name, account });
  const calls = {
    ...deps,
    actions: deps.actionsOf[account.forge.kind],
    throttle: deps.throttleOf(module.name),
  };
  const failure = await module.host.run({
    handler,
    told: { event: toldEvent(run), me: account.user, isDryRun: deps.isDryRun },
    serve: createCallServer(calls, ground),
  });
  ground.isOver = true;
  if (failure === null) return { result: 'done', hasActed: ground.deeds > 0 };
  warn(deps, run, failure);
  return endOfFailure(run, failure, deps.clock());
}

function toldEvent({ event, name, project, finishedAttempts }: ReactionRun) {
  const { key, subject, actor, at, details } = event;
  const type = name as EventName;
  return { id: key, type, project, subject, actor, at, details, attempt: finishedAttempts + 1 };
}

function warn({ logger }: RunnerDeps, run: ReactionRun, { code, message, where }: Failure): void {
  const { handler, project, event } = run;
  logger.warn(
    { handler, project: project.path, event: event.key, code, reason: message, where },
    'a reaction failed',
  );
}

/** The operator reads once a day of a handler that nothing comes of; each time stands in the log. */
async function report(deps: RunnerDeps, { run, account }: Turn, end: RunEnd): Promise<void> {
  const { handler, project, event } = run;
  const fields = { handler, project: project.path, event: event.key };
  if (end.result === 'done') deps.logger.info({ ...fields, hasActed: end.hasActed }, 'a reaction ran');
  if (end.result !== 'given-up') return;
  deps.logger.error({ ...fields, code: end.code }, 'a reaction was given up');
  const day = deps.clock().toISOString().slice(0, 10);
  const params = { reaction: handler, project: project.path, reason: sayGivenUp(end.code) };
  await deps.notices.enqueue(noticeTo(account, 'reaction-gave-up', `${handler}:${day}`, params));
}
