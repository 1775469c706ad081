import { badRequest } from '../api-error.js';
import type { Methods } from './method.js';

/** Not documented; seconds in practice. */
const MAX_AGE_MS = 30_000;

export const answerMethods: Methods = {
  answerCallbackQuery: ({ state, parameters }) => {
    const query = state.queries.get(parameters.text('callback_query_id') ?? '');
    const isOver = query === undefined || query.answer !== null;
    if (isOver || state.clock().getTime() - query.pressedAt.getTime() > MAX_AGE_MS) {
      throw badRequest('query is too old and response timeout expired or query ID is invalid');
    }
    const text = parameters.text('text') ?? '';
    if (text.length > 200) throw badRequest('MESSAGE_TOO_LONG');
    query.answer = {
      text: text === '' ? null : text,
      isAlert: parameters.flag('show_alert'),
      url: parameters.text('url') ?? null,
    };
    state.emit({ kind: 'answered', queryId: query.id, personId: query.personId, answer: query.answer });
    return true;
  },
};
