import type { Account } from '../../domain/account.js';
import type { Message } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Project } from '../../domain/project.js';
import { NO_JOBS, type Pipeline } from '../../domain/subjects/pipeline.js';
import type { MergeRequest } from '../../domain/subjects/merge-request.js';
import type { BotDeps } from '../bot-deps.js';
import { sentence } from '../phrase.js';
import type { Texts } from '../translator.js';

const LOOKED_AT = 20;

/** How a card looks: the latest that these projects have, or one that is made up where they have nothing; marked as what it is. */
export async function sampleCard(
  deps: BotDeps,
  t: Texts,
  account: Account,
  projects: readonly Project[],
): Promise<Message> {
  const found = await latestOf(deps, account, projects);
  const { subject, project } = found ?? invented(projects, deps.clock());
  const card = deps.renderer.card(newsOf(account, project, subject), t as Translate);
  const mark = sentence(t, found === null ? 'pick.sample-invented' : 'pick.sample');
  return { lines: [mark, ...(card?.lines ?? [])] };
}

interface Sample {
  readonly project: Project;
  readonly subject: Pipeline | MergeRequest;
}

async function latestOf(
  { stores }: BotDeps,
  account: Account,
  projects: readonly Project[],
): Promise<Sample | null> {
  for (const project of projects) {
    const [subject] = await stores.subjects.pipelines(account.id, project.id, 1);
    if (subject !== undefined) return { project, subject };
  }
  const seen = await stores.subjects.openMergeRequests([account.id], LOOKED_AT);
  for (const { project, mergeRequest } of seen) {
    if (projects.some(({ id }) => id === project.id)) return { project, subject: mergeRequest };
  }
  return null;
}

function invented([project]: readonly Project[], now: Date): Sample {
  const at = now.toISOString();
  const place = project ?? { id: '0', path: 'group/app', name: 'app', url: '', defaultBranch: 'main' };
  return {
    project: place,
    subject: {
      ...NO_JOBS,
      kind: 'pipeline',
      id: '0',
      projectId: place.id,
      number: '1',
      name: null,
      title: null,
      ref: place.defaultBranch ?? 'main',
      isDefaultBranch: true,
      sha: '',
      status: 'success',
      attempt: 1,
      source: null,
      previousOutcome: null,
      actor: null,
      mergeRequestNumber: null,
      url: place.url,
      createdAt: at,
      updatedAt: at,
      finishedAt: at,
      durationSeconds: 120,
    },
  };
}

/** Nothing happened, and nothing is offered: whoever reads it only looks. */
function newsOf(account: Account, project: Project, subject: Sample['subject']): EventNotification {
  return {
    kind: 'event',
    chatKey: account.personId,
    dedupeKey: 'sample',
    accountId: account.id,
    forgeKind: account.forge.kind,
    project,
    event: {
      type: 'sample',
      topic: subject.kind === 'pipeline' ? 'pipelines' : 'merge-requests',
      key: 'sample',
      projectId: project.id,
      subject,
      actor: null,
      at: subject.updatedAt,
      reason: null,
      isTeamNews: false,
      isOwnDoing: false,
      wantsAttention: false,
      details: {},
    },
    reader: { user: account.user, canWrite: false, role: null },
    rule: { watchId: '', level: 'participating', reason: null },
  };
}
