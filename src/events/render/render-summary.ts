import { folded, line, type Line, type Span, type TextLine } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Translate } from '../../domain/ports/translator.js';
import type { Project } from '../../domain/project.js';
import { cardKey } from '../../domain/subject.js';
import { TOPICS, type Topic } from '../../domain/topic.js';
import type { Renderer } from './render-notification.js';

/** A screen or two; whoever wants more looks at the forge. */
const MAX_LINES = 40;
const MAX_OF_PROJECT = 12;

/** What happened to one thing, the latest first told. */
interface Strand {
  readonly latest: EventNotification;
  readonly count: number;
}

/** Many happenings as lines, by project and kind; of what happened to one thing the latest, and how often. */
export function summaryLines(
  news: readonly EventNotification[],
  short: Renderer['short'],
  t: Translate,
): readonly Line[] {
  let room = MAX_LINES;
  return groupBy(news, ({ project }) => project.url).flatMap((ofProject) => {
    const [first] = ofProject;
    if (first === undefined) return [];
    const strands = groupBy(ofProject, strandKey).flatMap(toStrand);
    const shown = inTopicOrder(strands).slice(0, Math.min(room, MAX_OF_PROJECT));
    room -= shown.length;
    const hidden = strands.length - shown.length;
    return [
      headline(first.project),
      ...TOPICS.flatMap((topic) => topicLines(topic, shown, short, t)),
      ...(hidden > 0 ? [folded(t('summary.more', { count: hidden }))] : []),
    ];
  });
}

function headline({ path, url }: Project): TextLine {
  return line({ text: path, style: 'bold', href: url });
}

function topicLines(
  topic: Topic,
  shown: readonly Strand[],
  short: Renderer['short'],
  t: Translate,
): readonly TextLine[] {
  const own = shown.filter(({ latest }) => latest.event.topic === topic);
  const [first] = own;
  if (first === undefined) return [];
  const context = first.latest.forgeKind;
  return [
    folded({ text: t(`topic.${topic}`, { context }), style: 'italic' }),
    ...own.map(({ latest, count }) => folded(...spansOf(short(latest, t)), ...times(count))),
  ];
}

function spansOf(told: Line): readonly Span[] {
  return told.kind === 'text' ? told.spans : [told.text];
}

function times(count: number): readonly Span[] {
  return count === 1 ? [] : [` ×${count}`];
}

function inTopicOrder(strands: readonly Strand[]): readonly Strand[] {
  return [...strands].sort(
    (one, other) => TOPICS.indexOf(one.latest.event.topic) - TOPICS.indexOf(other.latest.event.topic),
  );
}

function strandKey({ event }: EventNotification): string {
  return `${event.topic}:${event.subject.kind}:${cardKey(event.subject)}`;
}

function toStrand(news: readonly EventNotification[]): readonly Strand[] {
  const latest = news.at(-1);
  return latest === undefined ? [] : [{ latest, count: news.length }];
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): readonly (readonly T[])[] {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item)) ?? [];
    group.push(item);
    groups.set(keyOf(item), group);
  }
  return [...groups.values()];
}
