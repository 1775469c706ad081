import type { Message } from '../../domain/message.js';
import type { EventNotification } from '../../domain/notification.js';
import type { Burst, Renderer } from './render-notification.js';

/** Names and titles alone: what people wrote at length stands in quotations and in code, or begins a thread. */
export function withoutBodies(full: Renderer): Renderer {
  return {
    ...full,
    card(latest, t) {
      const shown = full.card(latest, t);
      return shown === null ? null : withoutQuotations(shown);
    },
    news: (burst, hasCard, t) => withoutQuotations(full.news(withoutWords(burst), hasCard, t)),
  };
}

export function withoutQuotations(message: Message): Message {
  return { ...message, lines: message.lines.filter(({ kind }) => kind === 'text') };
}

function withoutWords([first, ...rest]: Burst): Burst {
  return [withoutWordsOf(first), ...rest.map(withoutWordsOf)];
}

/** Of a thread the link is left. */
function withoutWordsOf(news: EventNotification): EventNotification {
  const { event } = news;
  const { subject } = event;
  if (subject.kind !== 'thread-list') return news;
  const threads = subject.threads.map((thread) => ({ ...thread, words: '' }));
  return { ...news, event: { ...event, subject: { ...subject, threads } } };
}
