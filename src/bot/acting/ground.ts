import type { Target } from '../../domain/actions/look.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Subject } from '../../domain/subject.js';
import { issueLabel } from '../../events/render/issue-view.js';
import { mergeRequestLabel } from '../../events/render/merge-request-view.js';
import type { BotDeps } from '../bot-deps.js';
import type { Turn } from '../turn.js';
import type { Ground } from './errand.js';
import { recallGround } from './remember-ground.js';

interface About {
  readonly target: Target;
  readonly url: string;
  readonly number: string;
  readonly shownSha: string | null;
  readonly threadId: string | null;
}

/** What a message of the bot is about. `null`: not known, too old, or nothing that can be acted on. */
export async function groundOfMessage(
  deps: Pick<BotDeps, 'stores' | 'clock'>,
  { visit }: Pick<Turn, 'visit'>,
  messageId: string,
): Promise<Ground | null> {
  const told = await deps.stores.news.findTold(visit.address.chatId, messageId);
  if (told === null) return recallGround(deps, { visit }, messageId);
  return told.kind === 'event' ? groundOfNews(deps, told, messageId) : null;
}

export async function groundOfNews(
  { stores }: Pick<BotDeps, 'stores'>,
  { accountId, project, event }: EventNotification,
  messageId: string,
): Promise<Ground | null> {
  const about = aboutWhat(event.subject);
  const account = about === null ? null : await stores.accounts.find(accountId);
  if (about === null || account === null) return null;
  const { forge } = account;
  const { target, number, url, shownSha, threadId } = about;
  return {
    forge,
    project,
    target,
    url,
    shownSha,
    threadId,
    messageId,
    label: labelOf(forge.kind, target, number),
  };
}

export function labelOf(kind: Ground['forge']['kind'], target: Target, number: string): string {
  return target.kind === 'merge-request' ? mergeRequestLabel(kind, number) : issueLabel(number);
}

function aboutWhat(subject: Subject): About | null {
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
      return { ...plain, threadId, target: { kind, number }, number, url: subject.url };
    }
    default:
      return null;
  }
}
