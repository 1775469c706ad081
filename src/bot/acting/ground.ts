import type { Deed } from '../../domain/actions/action-record.js';
import type { Look, Target } from '../../domain/actions/look.js';
import type { ForgeKind } from '../../domain/forge.js';
import type { ForgeEvent } from '../../domain/event.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Deployment } from '../../domain/subjects/deployment.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { mergeRequestLabel } from '../../events/render/merge-request-view.js';
import { threadsNamed } from '../../domain/subjects/thread-list.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { DeploymentName, Ground } from './errand.js';
import { recallGround, recallHead } from './remember-ground.js';

interface About {
  readonly target: Target;
  readonly url: string;
  /** Of a deployment, its environment. */
  readonly number: string;
  readonly shownSha: string | null;
  readonly threadId: string | null;
  readonly answers?: string;
  readonly deployment?: DeploymentName;
}

/** What a message of the bot is about. `null`: not known, too old, or nothing that can be acted on. */
export async function groundOfMessage(
  deps: Pick<BotDeps, 'stores' | 'clock'>,
  { visit }: Pick<Turn, 'visit'>,
  messageId: string,
): Promise<Ground | null> {
  const told = await deps.stores.news.findTold(visit.address.chatId, messageId);
  if (told === null) return recallGround(deps, { visit }, messageId);
  const ground = told.kind === 'event' ? await groundOfNews(deps, told, messageId) : null;
  return ground === null ? null : { ...ground, shownSha: await recallHead(deps, { visit }, ground) };
}

/** With the head that the news came with. */
export async function groundOfNews(
  { stores }: Pick<BotDeps, 'stores'>,
  { accountId, forgeKind, project, event }: EventNotification,
  messageId: string,
): Promise<Ground | null> {
  const about = aboutWhat(event, forgeKind);
  const account = about === null ? null : await stores.accounts.find(accountId);
  if (about === null || account === null) return null;
  const { forge } = account;
  const { number, ...told } = about;
  const label = told.deployment === undefined ? labelOf(forge.kind, told.target, number) : number;
  return { ...told, forge, accountId, project, messageId, label };
}

export function labelOf(kind: Ground['forge']['kind'], target: Target, number: string): string {
  return target.kind === 'merge-request' ? mergeRequestLabel(kind, number) : issueLabel(number);
}

/** A pipeline by the number that people see, once a look told it: GitHub keeps a run under another one. */
export function namedBy(ground: Ground, look: Look | null): Ground {
  if (look?.kind !== 'pipeline' || ground.deployment !== undefined) return ground;
  const { number, url } = look.pipeline;
  return { ...ground, label: labelOf(ground.forge.kind, ground.target, number), url: ground.url ?? url };
}

/** What it was done to, as people call it; `null`: nothing, or a run of GitHub of which only the id is known. */
export function labelOfDeed({ forge: { kind }, target, label }: Deed): string | null {
  if (target === null || label !== undefined) return label ?? null;
  if (target.kind !== 'pipeline') return labelOf(kind, target, target.number);
  return kind === 'github' ? null : labelOf(kind, target, target.id);
}

function aboutWhat(
  { subject, details }: Pick<ForgeEvent, 'subject' | 'details'>,
  forgeKind: ForgeKind,
): About | null {
  const plain = { shownSha: null, threadId: null };
  switch (subject.kind) {
    case 'pipeline': {
      const { id, number, url } = subject;
      return { ...plain, target: { kind: 'pipeline', id }, number, url };
    }
    case 'merge-request': {
      const { number, url, headSha } = subject;
      return { ...plain, target: { kind: 'merge-request', number }, number, url, shownSha: headSha };
    }
    case 'issue': {
      const { number, url } = subject;
      return { ...plain, target: { kind: 'issue', number }, number, url };
    }
    case 'comment': {
      const { kind, number } = subject.on;
      const threadId = subject.thread?.id ?? null;
      const answers = subject.isPublic === true ? {} : { answers: subject.id };
      return { ...plain, threadId, ...answers, target: { kind, number }, number, url: subject.url };
    }
    case 'thread-list': {
      const { kind, number } = subject.on;
      const [only, ...others] = threadsNamed(subject, details);
      const threadId = others.length === 0 ? (only?.id ?? null) : null;
      return { ...plain, threadId, target: { kind, number }, number, url: subject.url };
    }
    case 'deployment':
      return aboutDeployment(subject, forgeKind);
    default:
      return null;
  }
}

/** GitHub decides on what a run's environment holds up, and does not name the deployment. */
function aboutDeployment(
  { id, pipelineId = null, environment, url }: Deployment,
  forgeKind: ForgeKind,
): About | null {
  if (pipelineId === null) return null;
  const deployment = forgeKind === 'github' ? { environment } : { deploymentId: id };
  const target: Target = { kind: 'pipeline', id: pipelineId };
  return { target, number: environment, url, shownSha: null, threadId: null, deployment };
}
