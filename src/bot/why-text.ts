import { isDeepStrictEqual } from 'node:util';
import { line, type Button, type Line, type Message, type Span } from '../domain/message.js';
import type { EventNotification, Notification } from '../domain/notification.js';
import { encodePress } from './callback-data.js';
import { eventWords, wordsFor } from './filter-names.js';
import { printRule } from './filter-text.js';
import { sentence } from './phrase.js';
import type { TextKey, Texts } from './translator.js';

/** More kinds of events are not read through on a phone. */
const MOST_REASONS = 6;
const NAME_LENGTH = 20;

/** What is no news of a project, in one sentence. */
const NO_NEWS: Readonly<Record<Exclude<Notification['kind'], 'event'>, TextKey>> = {
  notice: 'why.notice',
  letter: 'why.letter',
  ticket: 'why.ticket',
};

/** What let a message through, and the ways to have no more of it. `present`: the watches that are here still, by id. */
export function whyMessage(t: Texts, told: readonly Notification[], present: ReadonlySet<string>): Message {
  const [first] = told;
  if (first === undefined) return { lines: [sentence(t, 'why.not-news')] };
  const events = alike(told);
  if (events.length === 0) return { lines: [sentence(t, NO_NEWS[first.kind as keyof typeof NO_NEWS])] };
  const shown = events.slice(0, MOST_REASONS);
  const more = events.length - shown.length;
  return {
    lines: [
      ...shown.flatMap((event, index) => [...(index === 0 ? [] : [line('')]), ...explain(t, event, present)]),
      ...(more > 0 ? [line(''), sentence(t, 'why.more', { count: more })] : []),
    ],
    buttons: buttonsFor(
      t,
      shown.filter(({ rule }) => present.has(rule.watchId)),
    ),
  };
}

/** Events, newest first; those of one kind that one rule let through count once. */
function alike(told: readonly Notification[]): readonly EventNotification[] {
  const found: EventNotification[] = [];
  for (const one of told) {
    if (one.kind !== 'event') continue;
    const isKnown = found.some(
      ({ event, rule }) => event.type === one.event.type && isDeepStrictEqual(rule, one.rule),
    );
    if (!isKnown) found.push(one);
  }
  return found;
}

function explain(
  t: Texts,
  { event, rule, project, forgeKind }: EventNotification,
  present: ReadonlySet<string>,
): readonly Line[] {
  const params = {
    what: eventWords(t, event.type, forgeKind),
    project: { text: project.path, href: project.url },
    level: t(`level-button.${rule.level}`),
  };
  return [
    sentence(t, 'why.watch', params),
    ...filterLines(t, rule.pass, forgeKind),
    ...(rule.isLate === true ? [sentence(t, 'why.late')] : []),
    sentence(t, 'why.reason', {
      reason: t(rule.reason === null ? noReason(event) : `reason.${rule.reason}`),
    }),
    ...(present.has(rule.watchId) ? [] : [sentence(t, 'why.watch-gone')]),
  ];
}

function noReason({ isTeamNews }: EventNotification['event']): 'why.team-news' | 'why.nobodys' {
  return isTeamNews ? 'why.team-news' : 'why.nobodys';
}

function filterLines(t: Texts, pass: EventNotification['rule']['pass'], forgeKind: string): readonly Line[] {
  if (pass === undefined) return [];
  const { toggle, met } = pass;
  const rules: Span = { text: met.map((rule) => printRule(rule)).join(' '), style: 'code' };
  return [
    ...(toggle === null ? [] : [sentence(t, 'why.toggle', { what: wordsFor(t, toggle, forgeKind) })]),
    ...(met.length === 0 ? [] : [sentence(t, 'why.met', { rules })]),
  ];
}

/** Each kind of event of each watch once. Of several, the message stays when one is pressed. */
function buttonsFor(t: Texts, events: readonly EventNotification[]): readonly (readonly Button[])[] {
  const kinds = [...new Map(events.map((one) => [`${one.rule.watchId} ${one.event.type}`, one])).values()];
  const watches = [...new Map(events.map((one) => [one.rule.watchId, one])).values()];
  const behind = ({ project }: EventNotification): string =>
    watches.length === 1 ? '' : ` · ${project.name.slice(0, NAME_LENGTH)}`;
  const off = (one: EventNotification): Button => {
    const { watchId } = one.rule;
    const { type } = one.event;
    if (kinds.length === 1)
      return { label: t('button.event-off'), action: encodePress({ kind: 'event-off', watchId, type }) };
    const what = `${eventWords(t, type, one.forgeKind)}${behind(one)}`;
    return {
      label: t('button.event-off-one', { what }),
      action: encodePress({ kind: 'event-off-one', watchId, type }),
    };
  };
  return [
    ...kinds.map((one) => [off(one)]),
    ...watches.map((one) => [
      {
        label: `${t('button.watch-panel')}${behind(one)}`,
        action: encodePress({ kind: 'watch-open', watchId: one.rule.watchId }),
      },
    ]),
  ];
}
