import type { Opts } from 'telegraf/types';
import type { Message, Picture } from '../../domain/message.js';
import { encodeMessage } from './encode-message.js';

type Photo = Pick<Opts<'sendPhoto'>, 'photo' | 'caption' | 'caption_entities' | 'reply_markup'>;
type Media = Pick<Opts<'editMessageMedia'>, 'media' | 'reply_markup'>;

/** A picture with its lines as the caption: https://core.telegram.org/bots/api#sendphoto */
export function encodePhoto(message: Message, picture: Picture): Photo {
  const { caption, caption_entities, markup } = captionOf(message);
  return { photo: fileOf(picture), caption, caption_entities, ...markup };
}

/** The same in place of what a message shows: https://core.telegram.org/bots/api#editmessagemedia */
export function encodeMedia(message: Message, picture: Picture): Media {
  const { caption, caption_entities, markup } = captionOf(message);
  return { media: { type: 'photo', media: fileOf(picture), caption, caption_entities }, ...markup };
}

/** The typings lack the folding quotation. */
function captionOf(message: Message): Required<Pick<Photo, 'caption' | 'caption_entities'>> & {
  readonly markup: Pick<Media, 'reply_markup'>;
} {
  const { text, entities, reply_markup } = encodeMessage(message);
  const markup = reply_markup === undefined ? {} : { reply_markup };
  return { caption: text, caption_entities: entities, markup } as unknown as ReturnType<typeof captionOf>;
}

function fileOf({ name, content }: Picture): { readonly source: Buffer; readonly filename: string } {
  return { source: content, filename: name };
}
