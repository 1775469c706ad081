import type { OpenAccount } from '../domain/account.js';
import { NO_RECEIPT, type Receipt } from '../domain/actions/order.js';
import type { Logger } from '../domain/logger.js';
import type { ActionStore } from '../domain/ports/action-store.js';
import type { ForgeActions } from '../domain/ports/forge-actions.js';
import type { ForgeSession } from '../domain/ports/forge-adapter.js';
import type { ReactionRun, ReactionStore } from '../domain/ports/reaction-store.js';
import type { Clock } from '../domain/time.js';
import { CallRefused } from './call-failure.js';
import { type ArgsOf, isMethod, type Method, parseArgs } from './call-schemas.js';
import { actOnce, createOnce } from './deeds.js';
import type { Call } from './messages.js';
import type { Throttle } from './throttle.js';

export interface CallDeps {
  readonly actions: ForgeActions;
  readonly openSession: (account: OpenAccount) => ForgeSession;
  readonly records: ActionStore;
  readonly store: Pick<ReactionStore, 'recall' | 'remember'>;
  /** Of this module. */
  readonly throttle: Throttle;
  readonly isDryRun: boolean;
  readonly logger: Logger;
  readonly clock: Clock;
}

/** One run of a handler, as its calls see it. */
export interface RunGround {
  readonly run: ReactionRun;
  readonly module: string;
  readonly account: OpenAccount;
  /** How often each deed was asked for. */
  readonly asked: Map<string, number>;
  /** Counts what it asked for, of anything. */
  calls: number;
  /** Counts what changed the forge. */
  deeds: number;
  /** The handler has ended, or was stopped: what still waits for its turn is not done any more. */
  isOver: boolean;
}

export function groundOf(what: Pick<RunGround, 'run' | 'module' | 'account'>): RunGround {
  return { ...what, asked: new Map(), calls: 0, deeds: 0, isOver: false };
}

/** What one event may cause: whoever wants more is most likely in a loop. */
const MAX_DEEDS_A_RUN = 20;
/** What is asked of the forge never comes to so much within the longest time limit; what is remembered could. */
const MAX_CALLS_A_RUN = 500;
/** Turns: a deed is a look, an order, and a look, of some requests each. */
const DEED_COST = 3;

type Serve = { readonly [M in Method]: (args: ArgsOf<M>) => Promise<unknown> };

/** Answers the calls of one run; the token stays on this side. Rejects with what `toFailure` understands. */
export function createCallServer(deps: CallDeps, ground: RunGround): (asked: Call) => Promise<unknown> {
  const serve = { ...readers(deps, ground), ...writers(deps, ground) } satisfies Serve;
  return async ({ method, args }) => {
    if (!isMethod(method)) throw new CallRefused('invalid', `there is no ${method}`);
    ground.calls += 1;
    if (ground.calls > MAX_CALLS_A_RUN)
      throw new CallRefused('too-many-calls', `One event may cause ${MAX_CALLS_A_RUN} calls at most.`);
    const parsed = parseArgs(method, args);
    return (serve[method] as (args: unknown) => Promise<unknown>)(parsed);
  };
}

type Reading = Omit<Serve, 'act' | 'createIssue' | 'runPipeline'>;

async function takeTurn({ throttle }: CallDeps, ground: RunGround, turns: number): Promise<void> {
  await throttle.wait(turns);
  if (ground.isOver)
    throw new CallRefused('stopped', 'The handler has ended: it has to wait for what it asks for.');
}

function readers(deps: CallDeps, ground: RunGround): Reading {
  const { actions, store, isDryRun, clock } = deps;
  const { run, module, account } = ground;
  const { project, accountId } = run;
  const read = async <T>(ask: (session: ForgeSession) => Promise<T>): Promise<T> => {
    await takeTurn(deps, ground, 1);
    return ask(deps.openSession(account));
  };
  return {
    look: ([target]) => read((session) => actions.lookAt(session, project, target)),
    changedFiles: ([number, page]) =>
      read(async (session) => {
        const { files: items, hasMore } = await actions.readChanges(session, project, number, page);
        return { items, hasMore };
      }),
    comments: ([{ kind, number }, page]) =>
      read(async (session) => {
        const on = { on: kind, number };
        const { comments: items, hasMore } = await actions.listComments(session, project, on, page);
        return { items, hasMore };
      }),
    openThreads: ([number]) => read((session) => actions.listOpenThreads(session, project, number)),
    members: ([query]) => read((session) => actions.listMembers(session, project, query)),
    labels: () => read((session) => actions.listLabels(session, project)),
    branches: ([query]) => read((session) => actions.listBranches(session, project, query)),
    workflows: ([ref]) => read((session) => actions.listWorkflows(session, project, ref)),
    recall: ([key]) => store.recall(accountId, module, key),
    async remember([key, value]) {
      if (!isDryRun) await store.remember({ accountId, module, key, value, now: clock() });
    },
  };
}

function writers(deps: CallDeps, ground: RunGround): Pick<Serve, 'act' | 'createIssue' | 'runPipeline'> {
  const write = async (
    action: string,
    detail: Readonly<Record<string, unknown>>,
    deed: () => Promise<Receipt>,
  ): Promise<Receipt> => {
    if (ground.deeds >= MAX_DEEDS_A_RUN)
      throw new CallRefused('too-many-actions', `One event may cause ${MAX_DEEDS_A_RUN} actions at most.`);
    ground.deeds += 1;
    if (deps.isDryRun) {
      const { handler, project } = ground.run;
      deps.logger.info({ handler, project: project.path, action, ...detail }, 'a dry run would do');
      return NO_RECEIPT;
    }
    await takeTurn(deps, ground, DEED_COST);
    return deed();
  };
  return {
    act: ([action, target, input]) => {
      const { text, label, person, method } = input;
      const detail = { target, label, method, person: person?.login, characters: text?.length };
      return write(action, detail, () => actOnce(deps, ground, [action, target, input]));
    },
    createIssue: ([draft]) =>
      write('create-issue', { labels: draft.labels, characters: draft.text.length }, () =>
        createOnce(deps, ground, { action: 'create-issue', ...draft }),
      ),
    runPipeline: ([ref, { workflowId, variables }]) =>
      write('run-pipeline', { ref, workflowId, variables: Object.keys(variables) }, () =>
        createOnce(deps, ground, { action: 'run-pipeline', ref, workflowId, variables }),
      ),
  };
}
