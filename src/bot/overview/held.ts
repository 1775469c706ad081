import type { Account } from '../../domain/account.js';
import { isAtLeast, type PipelineLook } from '../../domain/actions/look.js';
import { ForgeError } from '../../domain/errors.js';
import { isSamePerson } from '../../domain/forge.js';
import type { HeldPipeline, WaitingDeployment } from '../../domain/ports/subject-store.js';
import type { Project } from '../../domain/project.js';
import { isHeldUp, type Pipeline } from '../../domain/subjects/pipeline.js';
import { DAY } from '../../domain/time.js';
import { waitOfPipeline } from '../../domain/waiting.js';
import type { BotDeps } from '../bot-deps.js';
import type { OverviewRow, Since } from './message.js';

/** What stands for longer nobody means to let go on. */
const SINCE_MS = 30 * DAY;
/** Each costs three requests or four. */
const MOST_LOOKS = 5;

/** Jobs that wait for the person to start them, and deployments that they may let go on. */
export async function heldRows(deps: BotDeps, accounts: readonly Account[]): Promise<readonly OverviewRow[]> {
  const { subjects } = deps.stores;
  const byId = new Map(accounts.map((account) => [account.id, account]));
  const since = new Date(deps.clock().getTime() - SINCE_MS);
  const held = await subjects.heldPipelines([...byId.keys()], since);
  const deployments = await subjects.waitingDeployments([...byId.keys()], since);
  const jobs = held.flatMap((one) => jobRow(one, byId.get(one.accountId)));
  const gates = [...held.map(gateOfRun), ...deployments.map(gateOfDeployment)]
    .flatMap((gate) => ofAccount(gate, byId))
    .slice(0, MOST_LOOKS);
  const decisions = await Promise.all(gates.map((gate) => decisionRow(deps, gate)));
  return [...uniqueByUrl(jobs), ...uniqueByUrl(decisions.flat())];
}

/** Two accounts of one person may see the same. */
function uniqueByUrl(rows: readonly OverviewRow[]): readonly OverviewRow[] {
  return [...new Map(rows.map((row) => [row.url, row])).values()];
}

/** GitHub's runs wait for decisions alone. */
function jobRow({ project, pipeline }: HeldPipeline, account: Account | undefined): readonly OverviewRow[] {
  if (account?.forge.kind !== 'gitlab') return [];
  const wait = waitOfPipeline(pipeline, account.user);
  if (wait === null) return [];
  const { number, url } = pipeline;
  const title = titleOf(pipeline.ref, namesOf(pipeline));
  return [
    {
      ...PLAIN,
      forgeKind: 'gitlab',
      label: `#${number}`,
      title,
      url,
      project,
      wait,
      since: sinceOf(pipeline),
    },
  ];
}

const PLAIN = { group: 'pipelines', state: 'wait.none' } as const;

/** More names than these make a row that nobody reads. */
const MAX_NAMES = 3;

function titleOf(ref: string, names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).join(', ');
  return shown === '' ? ref : `${ref}: ${shown}`;
}

function namesOf({ waitingJobs = [], waitingChildren = [] }: Pipeline): readonly string[] {
  const own = waitingJobs.filter(({ isDelayed }) => !isDelayed);
  const jobs = [...own, ...waitingChildren.flatMap((child) => child.waitingJobs)];
  return [...new Set(jobs.map(({ name }) => name))];
}

function sinceOf({ status, updatedAt, waitingChildren = [] }: Pipeline): Since {
  const times = waitingChildren.map((child) => child.updatedAt).filter((time) => time !== '');
  return { at: (status === 'waiting' ? updatedAt : times.sort()[0]) ?? updatedAt, isExact: true };
}

interface Gate {
  readonly accountId: string;
  readonly project: Project;
  readonly pipelineId: string | null;
  readonly url: string;
  readonly since: string;
  readonly isOfRun: boolean;
  readonly starter: Pipeline['actor'];
  /** `null`: all that the pipeline holds up. */
  readonly deployment: { readonly id: string; readonly environment: string } | null;
}

type OwnGate = Gate & { readonly account: Account };

function gateOfRun({ accountId, project, pipeline }: HeldPipeline): Gate {
  const { id: pipelineId, url, updatedAt: since, actor: starter } = pipeline;
  return { accountId, project, pipelineId, url, since, starter, isOfRun: true, deployment: null };
}

function gateOfDeployment({ accountId, project, deployment }: WaitingDeployment): Gate {
  const { id, environment, url, updatedAt: since, actor: starter, pipelineId = null } = deployment;
  return {
    accountId,
    project,
    pipelineId,
    url,
    since,
    starter,
    isOfRun: false,
    deployment: { id, environment },
  };
}

/** GitHub holds up runs, GitLab deployments, of which nobody approves their own. */
function ofAccount(gate: Gate, accounts: ReadonlyMap<string, Account>): readonly OwnGate[] {
  const account = accounts.get(gate.accountId);
  if (account?.state !== 'active' || gate.pipelineId === null) return [];
  if (gate.isOfRun !== (account.forge.kind === 'github')) return [];
  const isOwn = !gate.isOfRun && isSamePerson(gate.starter, account.user);
  return isOwn ? [] : [{ ...gate, account }];
}

async function decisionRow(deps: BotDeps, gate: OwnGate): Promise<readonly OverviewRow[]> {
  const { project, url, account, since, deployment } = gate;
  const look = await lookAt(deps, gate);
  if (look === null || !isHeldUp(look.pipeline)) return [];
  const mine = look.waitingDeployments
    .filter(({ id }) => deployment === null || deployment.id === id)
    // GitLab does not say who may; by itself it lets maintainers.
    .filter(({ mayDecide }) => mayDecide ?? isAtLeast(look.role, 'maintain'));
  if (mine.length === 0) return [];
  const label = `#${look.pipeline.number}`;
  const environments = mine.map(({ environment }) => environment);
  const title = titleOf(look.pipeline.ref, environments);
  const { kind: forgeKind } = account.forge;
  return [
    {
      ...PLAIN,
      forgeKind,
      label,
      title,
      url,
      project,
      wait: 'decision',
      since: { at: since, isExact: true },
    },
  ];
}

async function lookAt(
  deps: BotDeps,
  { account, project, pipelineId }: OwnGate,
): Promise<PipelineLook | null> {
  const open = await deps.stores.accounts.open(account.id);
  if (open === null || pipelineId === null) return null;
  try {
    const target = { kind: 'pipeline', id: pipelineId } as const;
    const look = await deps.actions[account.forge.kind].lookAt(deps.openSession(open), project, target);
    return look.kind === 'pipeline' ? look : null;
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'a pipeline could not be looked at for a list');
    return null;
  }
}
