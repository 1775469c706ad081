import { badRequest } from '../api-error.js';
import { findChat, findReply, findTopic } from '../find-target.js';
import { readCaption, readMessageText } from '../format-text.js';
import { keepPhoto } from '../keep-photo.js';
import { readMarkup } from '../read-markup.js';
import type { MessageDraft } from '../telegram-state.js';
import type { FormattedText } from '../world-types.js';
import type { MethodCall, Methods } from './method.js';

const CHAT_ACTIONS = [
  'typing',
  'upload_photo',
  'record_video',
  'upload_video',
  'record_voice',
  'upload_voice',
  'upload_document',
  'choose_sticker',
  'find_location',
  'record_video_note',
  'upload_video_note',
];

export const sendMethods: Methods = {
  sendMessage: (call) => send(call, readMessageText(call.parameters), {}),

  sendPhoto: (call) => {
    const photo = call.parameters.file('photo');
    if (photo === undefined) throw badRequest('there is no photo in the request');
    return send(call, readCaption(call.parameters), { media: 'photo', file: keepPhoto(call, photo) });
  },

  sendDocument: (call) => {
    const file = call.parameters.file('document');
    if (file === undefined) throw badRequest('there is no document in the request');
    const fileName = typeof file === 'string' ? (file.split('/').at(-1) ?? file) : file.name;
    return send(call, readCaption(call.parameters), { media: 'document', fileName });
  },

  sendChatAction: ({ state, parameters }) => {
    const chat = findChat(state, parameters);
    findTopic(chat, parameters);
    const action = parameters.text('action') ?? '';
    if (!CHAT_ACTIONS.includes(action)) throw badRequest('wrong parameter action in request');
    state.emit({ kind: 'chat-action', chatId: chat.id, action });
    return true;
  },
};

function send(
  { state, parameters }: MethodCall,
  formatted: FormattedText,
  media: Pick<MessageDraft, 'media' | 'fileName' | 'file'>,
): unknown {
  const chat = findChat(state, parameters);
  const draft: MessageDraft = {
    from: 'bot',
    ...formatted,
    ...media,
    ...readMarkup(parameters),
    topicId: findTopic(chat, parameters),
    replyTo: findReply(state, chat, parameters),
    isSilent: parameters.flag('disable_notification'),
    isPreviewDisabled: isPreviewDisabled(parameters.object('link_preview_options')),
  };
  state.pacing.spend(chat.id);
  return state.render(state.addMessage(chat, draft));
}

function isPreviewDisabled(options: Readonly<Record<string, unknown>> | undefined): boolean {
  return options?.['is_disabled'] === true;
}
