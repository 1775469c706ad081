import type { EventNotification } from '../../domain/notification.js';
import { line, type Line, type Message, quote, type Span } from '../../domain/message.js';
import type { TextParams, Translate } from '../../domain/ports/translator.js';
import type { Comment } from '../../domain/subjects/comment.js';
import type { AnyEventDefinition } from '../index.js';
import { markOfEvent } from './marks.js';
import { mergeRequestLabel, mergeRequestLines, mergeRequestStatusLine } from './merge-request-card.js';
import { pipelineLines, pipelineName, pipelineStatusLine } from './pipeline-card.js';

/** A burst of comments shows this many; the rest is a number. */
const MAX_COMMENTS = 5;

/** Happenings of one card in one chat, oldest first, told in one message. At least one. */
export type Burst = readonly [EventNotification, ...EventNotification[]];

export interface Renderer {
  /** The state of the subject, which the living card shows; `null` where the subject has no card of its own. */
  card(latest: EventNotification, t: Translate): Message | null;
  /** What happened; with `hasCard` the card above already shows the state, and only the news is said. */
  news(burst: Burst, hasCard: boolean, t: Translate): Message;
}

export function createRenderer(definitions: readonly AnyEventDefinition[]): Renderer {
  const byType = new Map<string, AnyEventDefinition>(definitions.map((one) => [one.type, one]));
  return {
    card: (latest, t) => renderCard(latest, inForgeWords(latest, t)),
    news: (burst, hasCard, t) => renderNews(byType, burst, { hasCard, t: inForgeWords(burst[0], t) }),
  };
}

/** Texts in the words of the event's forge. */
function inForgeWords({ forgeKind }: EventNotification, t: Translate): Translate {
  return (key, params) => t(key, { context: forgeKind, ...params });
}

function renderCard(latest: EventNotification, t: Translate): Message | null {
  const { subject } = latest.event;
  if (subject.kind === 'comment') return null;
  const status =
    subject.kind === 'pipeline' ? pipelineStatusLine(subject, t) : mergeRequestStatusLine(subject, t);
  return { lines: [status, ...stateLines(latest, t)] };
}

function renderNews(
  byType: ReadonlyMap<string, AnyEventDefinition>,
  burst: Burst,
  { hasCard, t }: { readonly hasCard: boolean; readonly t: Translate },
): Message {
  const latest = burst.at(-1) ?? burst[0];
  if (latest.event.subject.kind === 'comment') return renderComments(byType, burst, t);
  const headlines = burst.map((one) => headlineOf(byType, one, t));
  const state = hasCard
    ? stateLines(latest, t).slice(0, latest.event.type === 'pipeline-failed' ? 2 : 1)
    : stateLines(latest, t);
  return { lines: [...headlines, ...state, ...reasonLines(burst, t)] };
}

function renderComments(
  byType: ReadonlyMap<string, AnyEventDefinition>,
  burst: Burst,
  t: Translate,
): Message {
  const shown = burst.slice(0, MAX_COMMENTS);
  const lines = shown.flatMap((one) => {
    const comment = one.event.subject as Comment;
    return [headlineOf(byType, one, t), quote(comment.body)];
  });
  const more = burst.length - shown.length;
  if (more > 0) lines.push(line(t('card.more-comments', { count: more })));
  return { lines: [...lines, commentTargetLine(burst[0])] };
}

function commentTargetLine({ event, forgeKind, project }: EventNotification): Line {
  const { on, url } = event.subject as Comment;
  return line(
    { text: `${mergeRequestLabel(forgeKind, on.number)} ${on.title}`, href: url },
    ` · ${project.path}`,
  );
}

function stateLines({ event, project, forgeKind }: EventNotification, t: Translate): readonly Line[] {
  const { subject } = event;
  if (subject.kind === 'pipeline') return pipelineLines(subject, project, t);
  if (subject.kind === 'merge-request') return mergeRequestLines(subject, { kind: forgeKind, project }, t);
  return [];
}

/** An event that an older or newer version recorded and that this one does not know still names itself. */
function headlineOf(
  byType: ReadonlyMap<string, AnyEventDefinition>,
  { event }: EventNotification,
  t: Translate,
): Line {
  const definition = byType.get(event.type);
  const spans = definition === undefined ? [event.type] : headlineSpans(definition, event, t);
  return line(`${markOfEvent(event.type)} `, ...spans.map(bold));
}

function headlineSpans(
  definition: AnyEventDefinition,
  event: EventNotification['event'],
  t: Translate,
): readonly Span[] {
  const { subject } = event;
  if (definition.subject === 'pipeline' && subject.kind === 'pipeline') {
    const named: TextParams = { pipeline: pipelineName(subject, t) };
    return definition.headline(subject, event, (key, params) => t(key, { ...named, ...params }));
  }
  if (definition.subject === 'merge-request' && subject.kind === 'merge-request') {
    return definition.headline(subject, event, t);
  }
  if (definition.subject === 'comment' && subject.kind === 'comment') {
    return definition.headline(subject, event, t);
  }
  return [event.type];
}

function bold(span: Span): Span {
  return typeof span === 'string' ? { text: span, style: 'bold' } : span;
}

/** Said once, and only where the headline has not said it already. */
function reasonLines(burst: Burst, t: Translate): readonly Line[] {
  const reason = burst.map(({ rule }) => rule.reason).find((one) => one !== null) ?? null;
  const isTold = burst.some(({ event }) => SELF_EXPLAINING.has(event.type) && event.reason !== null);
  return reason === null || isTold ? [] : [line({ text: t(`reason.${reason}`), style: 'italic' })];
}

const SELF_EXPLAINING: ReadonlySet<string> = new Set([
  'review-requested',
  'review-request-withdrawn',
  'merge-request-assigned',
  'merge-request-mention',
]);
