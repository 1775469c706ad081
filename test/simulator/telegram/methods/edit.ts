import { isDeepStrictEqual } from 'node:util';
import { badRequest } from '../api-error.js';
import { keepPhoto } from '../keep-photo.js';
import { Parameters } from '../parameters.js';
import { findMessage } from '../find-target.js';
import { readCaption, readMessageText } from '../format-text.js';
import { readMarkup } from '../read-markup.js';
import type { ButtonRows, FormattedText, Mutable, WorldMessage } from '../world-types.js';
import type { MethodCall, Methods } from './method.js';

const NOT_MODIFIED =
  'message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';

export const editMethods: Methods = {
  editMessageText: (call) => {
    const formatted = readMessageText(call.parameters, 'MESSAGE_TOO_LONG');
    const message = findOwn(call);
    if (message.media !== null) throw badRequest('there is no text in the message to edit');
    return apply(call, message, { ...formatted, buttons: readMarkup(call.parameters).buttons });
  },

  editMessageCaption: (call) => {
    const formatted = readCaption(call.parameters);
    const message = findOwn(call);
    if (message.media === null) throw badRequest('there is no caption in the message to edit');
    return apply(call, message, { ...formatted, buttons: readMarkup(call.parameters).buttons });
  },

  editMessageMedia: (call) => {
    const media = call.parameters.object('media') ?? {};
    if (media['type'] !== 'photo') throw badRequest('wrong type of the media: only photos are known here');
    const attached = /^attach:\/\/(.+)$/.exec(String(media['media']))?.[1];
    const photo = attached === undefined ? String(media['media']) : call.parameters.file(attached);
    if (photo === undefined) throw badRequest("can't parse InputMedia: media not found");
    const message = findOwn(call);
    const formatted = readCaption(new Parameters(media));
    const file = keepPhoto(call, photo);
    const { buttons } = readMarkup(call.parameters);
    return apply(call, message, { ...formatted, buttons, media: 'photo', file });
  },

  editMessageReplyMarkup: (call) => {
    const message = findOwn(call);
    const { text, entities } = message;
    return apply(call, message, { text, entities, buttons: readMarkup(call.parameters).buttons });
  },
};

/** A bot edits only what it sent itself. */
function findOwn({ state, parameters }: MethodCall): Mutable<WorldMessage> {
  const message = findMessage(state, parameters, 'edit');
  if (message.from !== 'bot') throw badRequest("message can't be edited");
  return message;
}

function apply(
  { state }: MethodCall,
  message: Mutable<WorldMessage>,
  change: FormattedText & { readonly buttons: ButtonRows } & Partial<Pick<WorldMessage, 'media' | 'file'>>,
): unknown {
  const { text, entities, buttons, media, file } = message;
  const before = { text, entities, buttons, media, fileId: file?.uniqueId };
  const { file: newFile = file, ...rest } = change;
  if (isDeepStrictEqual({ media, ...rest, fileId: newFile?.uniqueId }, before))
    throw badRequest(NOT_MODIFIED);
  state.pacing.spend(message.chatId);
  state.edit(message, change);
  return state.render(message);
}
