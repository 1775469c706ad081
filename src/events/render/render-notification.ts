import type { EventNotification } from '../../domain/notification.js';
import { actAction, MORE } from '../../domain/actions/act-button.js';
import {
  line,
  type Button,
  type Line,
  type Message,
  type Span,
  type TextLine,
} from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { PrivacyLevel } from '../../domain/privacy.js';
import type { EventDefinition } from '../define-event.js';
import type { AnyEventDefinition } from '../index.js';
import type { SubjectKind } from '../../domain/subject.js';
import { inPairs } from './button-rows.js';
import { fitLine, lengthOf } from './fit-line.js';
import { summaryLines } from './render-summary.js';
import { viewOf } from './views.js';
import { withoutBodies } from './without-bodies.js';
import { withoutNames } from './without-names.js';

/** Of the short form, and of what it says happened: characters. */
const SHORT_LIMIT = 300;
const HEADLINE_LIMIT = 200;
/** Of short labels. */
const MOST_IN_ROW = 3;
const SHORT_LABEL = 12;

/** A burst of comments shows this many; the rest is a number. */
const MAX_COMMENTS = 5;
/** Of an event that an older or newer version recorded and that this one does not know. */
const UNKNOWN_MARK = '🔹';

/** Happenings of one card in one chat, oldest first, told in one message. At least one. */
export type Burst = readonly [EventNotification, ...EventNotification[]];

export interface Renderer {
  /** The state of the subject, which the living card shows; `null` where the subject has no card of its own. */
  card(latest: EventNotification, t: Translate): Message | null;
  /** What happened; with `hasCard` the card above already shows the state, and only the news is said. */
  news(burst: Burst, hasCard: boolean, t: Translate): Message;
  /** What happened and to what, in one line. */
  short(notification: EventNotification, t: Translate): Line;
  /** Many happenings, by project and kind. */
  summary(news: readonly EventNotification[], t: Translate): readonly Line[];
  /** What happened alone. */
  headline(happening: Pick<EventNotification, 'event' | 'forgeKind'>, t: Translate): TextLine;
}

/** The same at each level of privacy; `full` unless one is asked for. */
export interface LeveledRenderer extends Renderer {
  at(level: PrivacyLevel): Renderer;
}

type Definitions = ReadonlyMap<string, AnyEventDefinition>;

/** Whether that news may offer the action of that name to whoever reads it. */
export type Judge = (action: string, news: EventNotification) => boolean;

export function createRenderer(
  definitions: readonly AnyEventDefinition[],
  isOffered: Judge,
): LeveledRenderer {
  const byType: Definitions = new Map(definitions.map((one) => [one.type, one]));
  const short: Renderer['short'] = (notification, t) =>
    renderShort(byType, notification, inForgeWords(notification, t));
  const full: Renderer = {
    card: (latest, t) => renderCard(latest, isOffered, inForgeWords(latest, t)),
    news: (burst, hasCard, t) =>
      renderNews(byType, burst, { hasCard, isOffered, t: inForgeWords(burst[0], t) }),
    short,
    summary: (news, t) => summaryLines(news, short, t),
    headline: (happening, t) => headlineOf(byType, happening, inForgeWords(happening, t)),
  };
  const levels = {
    full,
    titles: withoutBodies(full),
    neither: withoutNames(full, (type) => byType.get(type)?.mark ?? null),
  } satisfies Record<PrivacyLevel, Renderer>;
  return { ...full, at: (level) => levels[level] };
}

/** Texts in the words of the event's forge. */
function inForgeWords({ forgeKind }: Pick<EventNotification, 'forgeKind'>, t: Translate): Translate {
  return (key, params) => t(key, { context: forgeKind, ...params });
}

function renderCard(latest: EventNotification, isOffered: Judge, t: Translate): Message | null {
  const { subject } = latest.event;
  const { status } = viewOf(subject);
  if (status === null) return null;
  return withButtons([status(subject, t), ...stateLines(latest, t)], actionButtons(latest, isOffered, t));
}

function renderNews(
  byType: Definitions,
  burst: Burst,
  { hasCard, isOffered, t }: { readonly hasCard: boolean; readonly isOffered: Judge; readonly t: Translate },
): Message {
  const latest = burst.at(-1) ?? burst[0];
  const state = hasCard
    ? stateLines(latest, t).slice(0, linesBesideCard(byType, latest))
    : stateLines(latest, t);
  const { subject } = latest.event;
  const looks = viewOf(subject).buttons?.(subject, latest.rule.watchId, t) ?? [];
  return withButtons(
    [...happeningLines(byType, burst, t), ...state, ...reasonLines(byType, burst, t), ...lateLines(burst, t)],
    [...looks, ...actionButtons(latest, isOffered, t)],
  );
}

function withButtons(lines: readonly Line[], buttons: readonly (readonly Button[])[]): Message {
  return buttons.length === 0 ? { lines } : { lines, buttons };
}

/**
 * What suits the subject and its only reader, and the way to all that can be done. A press looks anew, so that a stale
 * one does no harm.
 */
function actionButtons(
  latest: EventNotification,
  isOffered: Judge,
  t: Translate,
): readonly (readonly Button[])[] {
  const { event, rule, forgeKind, reader } = latest;
  const suiting = viewOf(event.subject).offers?.(event.subject, rule.reason, forgeKind) ?? null;
  if (suiting === null || reader?.canWrite === false) return [];
  const offered = suiting.filter((name) => isOffered(name, latest));
  const row = [...offered, MORE].map((name) => ({ label: t(`act.name.${name}`), action: actAction(name) }));
  const fits = row.length <= MOST_IN_ROW && row.every(({ label }) => label.length <= SHORT_LABEL);
  return fits ? [row] : inPairs(row);
}

function linesBesideCard(byType: Definitions, { event }: EventNotification): number {
  const definition = byType.get(event.type);
  if (definition?.subject !== event.subject.kind) return 1;
  return (definition as EventDefinition<SubjectKind>).linesBesideCard?.(event.subject) ?? 1;
}

function happeningLines(byType: Definitions, burst: Burst, t: Translate): readonly Line[] {
  const { words, status } = viewOf(burst[0].event.subject);
  if (words === undefined) return burst.map((one) => addressedHeadline(byType, one, t));
  const isTalk = status === null;
  const shown = isTalk ? burst.slice(0, MAX_COMMENTS) : burst;
  const lines = shown.flatMap((one) => [
    addressedHeadline(byType, one, t),
    ...words(one.event.subject, one.event.details, t),
  ]);
  const more = burst.length - shown.length;
  return more === 0 ? lines : [...lines, line(t('card.more-comments', { count: more }))];
}

function renderShort(byType: Definitions, notification: EventNotification, t: Translate): Line {
  const [what] = stateLines(notification, t);
  const headline = fitLine(addressedHeadline(byType, notification, t).spans, HEADLINE_LIMIT);
  const state = what?.kind === 'text' ? [' · ', ...what.spans] : [];
  return line(...headline, ...fitLine(state, SHORT_LIMIT - lengthOf(headline)));
}

function stateLines({ event, project, forgeKind, rule }: EventNotification, t: Translate): readonly Line[] {
  return viewOf(event.subject).lines(event.subject, { kind: forgeKind, project, paths: rule.paths }, t);
}

/** Where several read along, what is said to one of them says to whom. */
function addressedHeadline(byType: Definitions, news: EventNotification, t: Translate): TextLine {
  const headline = headlineOf(byType, news, t);
  if (news.addressee === undefined || news.event.reason === null) return headline;
  const [mark = '', ...words] = headline.spans;
  return line(mark, bold(`${t('card.addressee', { who: news.addressee.name })} `), ...words);
}

function headlineOf(
  byType: Definitions,
  { event }: Pick<EventNotification, 'event'>,
  t: Translate,
): TextLine {
  const definition = byType.get(event.type);
  if (definition?.subject !== event.subject.kind) return line(`${UNKNOWN_MARK} `, bold(event.type));
  const { named } = viewOf(event.subject);
  const shared = named?.(event.subject, t) ?? {};
  const headline = (definition as EventDefinition<SubjectKind>).headline(
    event.subject,
    event,
    (key, params) => t(key, { ...shared, ...params }),
  );
  return line(`${definition.mark} `, ...headline.map(bold));
}

function bold(span: Span): Span {
  return typeof span === 'string' ? { text: span, style: 'bold' } : span;
}

/** Said once, and only where no headline has said it already. */
function reasonLines(byType: Definitions, burst: Burst, t: Translate): readonly Line[] {
  const reason = burst.map(({ rule }) => rule.reason).find((one) => one !== null) ?? null;
  const isTold = burst.some(
    ({ event }) => event.reason !== null && byType.get(event.type)?.namesTheReason === true,
  );
  return reason === null || isTold ? [] : [line({ text: t(`reason.${reason}`), style: 'italic' })];
}

/** Why something comes that may have happened hours ago. */
function lateLines(burst: Burst, t: Translate): readonly Line[] {
  const isLate = burst.some(({ rule }) => rule.isLate === true);
  return isLate ? [line({ text: t('card.told-late'), style: 'italic' })] : [];
}
