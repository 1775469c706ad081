import { actionBehind } from '../../domain/actions/act-button.js';
import { line, type Message, type Span, type TextLine } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Translate } from '../../domain/ports/translator.js';
import { bareName, bareStatus } from './bare-names.js';
import type { Burst, Renderer } from './render-notification.js';
import { summaryLines } from './render-summary.js';

type Happening = Parameters<Renderer['headline']>[0];

/** The sign of a kind of event; `null`: it is not known. */
type MarkOf = (type: string) => string | null;

/** What kind of thing happened, in which project and to which number: no word that people wrote. */
export function withoutNames(full: Renderer, markOf: MarkOf): Renderer {
  const headline = (happening: Happening, t: Translate): TextLine => kindLine(happening, markOf, t);
  const short: Renderer['short'] = (news, t) => line(...headline(news, t).spans, ' · ', bareName(news));
  return {
    card(latest, t) {
      const { event, forgeKind } = latest;
      const status = bareStatus(event.subject, inWordsOf(forgeKind, t));
      const shown = status === null ? null : full.card(latest, t);
      if (status === null || shown === null) return null;
      return { ...onlyActions(shown), lines: [line(bold(status)), line(bareName(latest))] };
    },
    news: (burst, hasCard, t) => ({
      ...onlyActions(full.news(burst, hasCard, t)),
      lines: newsLines(burst, headline, t),
    }),
    short,
    summary: (news, t) => summaryLines(news, short, t),
    headline,
  };
}

function newsLines(burst: Burst, headline: Renderer['headline'], t: Translate): readonly TextLine[] {
  const latest = burst.at(-1) ?? burst[0];
  const kinds = [...new Set(burst.map(({ event }) => event.type))];
  const told = kinds.flatMap((type) => {
    const same = burst.filter(({ event }) => event.type === type);
    const [first] = same;
    if (first === undefined) return [];
    const times = same.length === 1 ? [] : [` ×${same.length}`];
    return [line(...headline(first, t).spans, ...times)];
  });
  const reason = burst.map(({ rule }) => rule.reason).find((one) => one !== null) ?? null;
  const why = reason === null ? [] : [t(`reason.${reason}`, { context: latest.forgeKind })];
  return [...told, line(bareName(latest)), ...why.map((text) => line({ text, style: 'italic' }))];
}

function kindLine({ event, forgeKind }: Happening, markOf: MarkOf, t: Translate): TextLine {
  const mark = markOf(event.type);
  // What another version recorded has no name here.
  if (mark === null) return line('🔹 ', bold(event.type));
  // Its name is that of a choice beside others.
  const key = event.type === 'comment-added' ? 'bare.comment-added' : `event-name.${event.type}`;
  return line(`${mark} `, bold(inWordsOf(forgeKind, t)(key)));
}

function inWordsOf(context: EventNotification['forgeKind'], t: Translate): Translate {
  return (key, params) => t(key, { context, ...params });
}

function bold(text: string): Span {
  return { text, style: 'bold' };
}

/** Other buttons are labelled with names. */
function onlyActions({ buttons = [] }: Message): Pick<Message, 'buttons'> {
  const rows = buttons.map((row) =>
    row.filter((button) => 'action' in button && actionBehind(button.action) !== null),
  );
  const kept = rows.filter((row) => row.length > 0);
  return kept.length === 0 ? {} : { buttons: kept };
}
