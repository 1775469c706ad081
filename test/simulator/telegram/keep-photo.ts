import { type UploadedFile, isUpload } from '../core/read-multipart.js';
import { badRequest } from './api-error.js';
import type { MethodCall } from './methods/method.js';
import type { WorldFile } from './world-types.js';

const PNG = Buffer.from('89504e470d0a1a0a', 'hex');
const JPEG = Buffer.from('ffd8ff', 'hex');
/** https://core.telegram.org/bots/api#sendphoto */
const LIMIT = 10 * 1024 * 1024;
const LONGEST_SIDES = 10_000;

/** A photo that the bot uploaded, or sends again by its id. Anything but a picture is refused. */
export function keepPhoto({ state }: MethodCall, photo: UploadedFile | string): WorldFile {
  if (!isUpload(photo)) {
    const known = state.files.get(photo);
    if (known === undefined) throw badRequest('wrong file identifier/HTTP URL specified');
    return known;
  }
  const { content, name } = photo;
  if (content.length > LIMIT) throw badRequest('file is too big');
  const isPng = content.subarray(0, PNG.length).equals(PNG);
  if (!isPng && !content.subarray(0, JPEG.length).equals(JPEG)) throw badRequest('IMAGE_PROCESS_FAILED');
  if (isPng && content.readUInt32BE(16) + content.readUInt32BE(20) > LONGEST_SIDES)
    throw badRequest('PHOTO_INVALID_DIMENSIONS');
  return state.keepFile(name, content);
}
