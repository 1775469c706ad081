import type { ForgeKind } from '../../domain/forge.js';
import type { Span } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Subject, SubjectKind, SubjectOf } from '../../domain/subject.js';
import { issueLabel } from './issue-view.js';
import { markOfDeployment, markOfIssue, markOfMergeRequest, markOfPipeline } from './marks.js';
import { mergeRequestLabel } from './merge-request-view.js';

/** How a kind of subject is told from others without a word that people wrote. */
interface BareName<K extends SubjectKind> {
  /** Its number among its like; missing: it has none. */
  readonly number?: (subject: SubjectOf<K>, forge: ForgeKind) => string;
  /** Its address is made of numbers alone; otherwise the link leads to its project. */
  readonly hasBareAddress: boolean;
  /** How it stands, for its card. */
  readonly status?: (subject: SubjectOf<K>, t: Translate) => string;
}

const PROJECT_ALONE = { hasBareAddress: false };

/** One for each kind: a missing one does not compile. */
const BARE_NAMES: { readonly [K in SubjectKind]: BareName<K> } = {
  pipeline: {
    number: ({ number }) => `#${number}`,
    hasBareAddress: true,
    status: ({ status }, t) => `${markOfPipeline(status)} ${t(`bare.pipeline-${status}`)}`,
  },
  'merge-request': {
    number: ({ number }, forge) => mergeRequestLabel(forge, number),
    hasBareAddress: true,
    status: (one, t) => `${markOfMergeRequest(one)} ${t(`card.merge-request-${stateOf(one)}`)}`,
  },
  issue: {
    number: ({ number }) => issueLabel(number),
    hasBareAddress: true,
    status: ({ state }, t) => `${markOfIssue(state)} ${t(`card.issue-${state}`)}`,
  },
  deployment: {
    ...PROJECT_ALONE,
    status: ({ status }, t) => `${markOfDeployment(status)} ${t(`bare.deployment-${status}`)}`,
  },
  comment: { number: ({ on }, forge) => labelOn(on, forge), hasBareAddress: true },
  'thread-list': { number: ({ on }, forge) => labelOn(on, forge), hasBareAddress: true },
  'commit-note': { number: ({ sha }) => sha.slice(0, 8), hasBareAddress: true },
  'document-change': { hasBareAddress: true },
  milestone: { hasBareAddress: true },
  release: PROJECT_ALONE,
  tag: PROJECT_ALONE,
  push: PROJECT_ALONE,
  image: PROJECT_ALONE,
  'wiki-page': PROJECT_ALONE,
};

/** `shop/web !12`, linked. */
export function bareName({
  event,
  project,
  forgeKind,
}: Pick<EventNotification, 'event' | 'project' | 'forgeKind'>): Span {
  const { subject } = event;
  const bare = bareOf(subject);
  const number = bare.number?.(subject, forgeKind);
  const text = number === undefined ? project.path : `${project.path} ${number}`;
  return { text, href: bare.hasBareAddress ? addressOf(subject) : project.url };
}

/** `null` where the subject has no card of its own. */
export function bareStatus(subject: Subject, t: Translate): string | null {
  return bareOf(subject).status?.(subject, t) ?? null;
}

function bareOf({ kind }: Subject): BareName<SubjectKind> {
  return BARE_NAMES[kind] as BareName<SubjectKind>;
}

function addressOf(subject: Subject): string {
  return subject.kind === 'thread-list' ? subject.on.url : subject.url;
}

function stateOf({ state, isDraft }: SubjectOf<'merge-request'>): string {
  return state === 'open' && isDraft ? 'draft' : state;
}

function labelOn({ kind, number }: SubjectOf<'comment'>['on'], forge: ForgeKind): string {
  return kind === 'issue' ? issueLabel(number) : mergeRequestLabel(forge, number);
}
