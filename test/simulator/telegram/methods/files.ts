import { badRequest } from '../api-error.js';
import type { Methods } from './method.js';

/** https://core.telegram.org/bots/api#getfile */
const LIMIT = 20 * 1024 * 1024;

export const fileMethods: Methods = {
  getFile: ({ state, parameters }) => {
    const file = state.files.get(parameters.text('file_id') ?? '');
    if (file === undefined) throw badRequest('wrong file_id or the file is temporarily unavailable');
    const { id, uniqueId, size, path } = file;
    if (!state.keepsFilesToItself && size > LIMIT) throw badRequest('file is too big');
    return {
      file_id: id,
      file_unique_id: uniqueId,
      file_size: size,
      file_path: state.keepsFilesToItself ? `/var/lib/telegram-bot-api/${path}` : path,
    };
  },
};
