import { badRequest } from '../api-error.js';
import { findChat, managesTopics } from '../find-target.js';
import { openTopic } from '../groups.js';
import type { Methods } from './method.js';

const COLOURS = [0x6fb9f0, 0xffd67e, 0xcb86db, 0x8eee98, 0xff93b2, 0xfb6f5f];

export const topicMethods: Methods = {
  /** https://core.telegram.org/bots/api#createforumtopic */
  createForumTopic: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    if (!chat.isForum) throw badRequest('the chat is not a forum');
    if (!managesTopics(chat)) throw badRequest('not enough rights to create a topic');
    const name = (parameters.text('name') ?? '').trim();
    if (name === '') throw badRequest('TOPIC_TITLE_EMPTY');
    if (Array.from(name).length > 128) throw badRequest('TOPIC_TITLE_TOO_LONG');
    const colour = parameters.integer('icon_color') ?? 0x6fb9f0;
    if (!COLOURS.includes(colour)) throw badRequest('TOPIC_ICON_COLOR_INVALID');
    state.pacing.spend(chat.id);
    const { id } = openTopic(state, chat, { from: 'bot', name, colour });
    return { message_thread_id: id, name, icon_color: colour };
  },
};
