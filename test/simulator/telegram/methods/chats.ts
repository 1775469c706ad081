import { badRequest } from '../api-error.js';
import { findChat } from '../find-target.js';
import { renderChat, renderPerson } from '../render-api.js';
import { administratorRights, type TelegramState } from '../telegram-state.js';
import type { WorldChat } from '../world-types.js';
import type { Methods } from './method.js';

export const chatMethods: Methods = {
  getChat: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    return { ...renderChat(chat, state.people), accent_color_id: 0, max_reaction_count: 11 };
  },

  getChatMember: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    const id = parameters.integer('user_id');
    if (id === state.bot.id) return botMember(state, chat);
    const person = state.people.get(id ?? 0);
    if (person === undefined) throw badRequest('PARTICIPANT_ID_INVALID');
    return {
      user: renderPerson(person),
      status: statusOf(chat, person.id),
      ...(isOwner(chat, person.id) ? { is_anonymous: false } : {}),
    };
  },

  getChatMemberCount: ({ state, parameters }) => findChat(state, parameters).members.size + 1,

  getChatAdministrators: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    if (chat.kind === 'private') throw badRequest('there are no administrators in the private chat');
    const owner = [...chat.members][0];
    return [
      ...(owner === undefined
        ? []
        : [{ user: renderPerson(state.person(owner)), status: 'creator', is_anonymous: false }]),
      ...(chat.bot === 'administrator' ? [botMember(state, chat)] : []),
    ];
  },

  leaveChat: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    if (chat.kind === 'private') throw badRequest("chat member status can't be changed in private chats");
    chat.bot = 'left';
    state.emit({ kind: 'chat' });
    return true;
  },
};

function botMember(state: TelegramState, chat: WorldChat): Record<string, unknown> {
  const rights = chat.bot === 'administrator' ? administratorRights(chat) : {};
  return { user: state.renderBot(), status: chat.bot, ...rights };
}

function statusOf(chat: WorldChat, personId: number): string {
  if (!chat.members.has(personId)) return 'left';
  return isOwner(chat, personId) ? 'creator' : 'member';
}

/** Whoever founded a group owns it. */
function isOwner(chat: WorldChat, personId: number): boolean {
  return chat.kind !== 'private' && [...chat.members][0] === personId;
}
