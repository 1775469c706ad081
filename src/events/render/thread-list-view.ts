import type { JsonObject } from '../../domain/json.js';
import { line, type Line } from '../../domain/message.js';
import type { Translate } from '../../domain/ports/translator.js';
import { type ThreadList, threadsNamed } from '../../domain/subjects/thread-list.js';
import { mergeRequestLabel } from './merge-request-view.js';
import type { SubjectView } from './subject-view.js';

/** More than these are not read on a phone. */
const MAX_SHOWN = 5;

/** Threads live under the card of their merge request. */
export const threadListView: SubjectView<'thread-list'> = {
  status: null,
  words: links,
  offers: () => [],
  lines: ({ on }, { kind, project }) => [
    line({ text: `${mergeRequestLabel(kind, on.number)} ${on.title}`, href: on.url }, ` · ${project.path}`),
  ],
};

function links(list: ThreadList, details: JsonObject, t: Translate): readonly Line[] {
  const threads = threadsNamed(list, details);
  const shown = threads.slice(0, MAX_SHOWN).map(({ words, url }) => {
    const text = words.replace(/\s+/g, ' ').trim();
    return line({ text: text === '' ? t('card.thread') : text, href: url });
  });
  const more = threads.length - MAX_SHOWN;
  return more > 0 ? [...shown, line(t('card.more-threads', { count: more }))] : shown;
}
