import { z } from 'zod';
import type { Attachment } from '../../domain/attachment.js';

const file = z.object({
  file_id: z.string(),
  file_unique_id: z.string(),
  file_name: z.string().optional().catch(undefined),
  file_size: z.number().int().nonnegative().optional().catch(undefined),
});

type RawFile = z.infer<typeof file>;

/** Kinds of files in the order in which they are looked for, with the ending of those that have no name of their own. */
const KINDS = [
  ['document', ''],
  ['photo', '.jpg'],
  ['video', '.mp4'],
  ['audio', '.mp3'],
  ['voice', '.ogg'],
  ['video_note', '.mp4'],
] as const;

const LONGEST_NAME = 80;
/** Control and direction marks, and what means something in Markdown, in an address or in a form. */
const ODD = /[\p{C}\p{Zl}\p{Zp}[\](){}<>|`*!"'#%&?:;=@$^~\\]/gu;

/** The file of a message: https://core.telegram.org/bots/api#message. An animation comes as a document, too. */
export function readAttachments(message: object): readonly Attachment[] {
  for (const [kind, ending] of KINDS) {
    const raw = fileIn(Reflect.get(message, kind));
    if (raw === null) continue;
    const { file_id: fileId, file_unique_id: uniqueId, file_name, file_size } = raw;
    const plain = `${kind.replace('_', '-')}-${numberOf(message)}${ending}`;
    return [{ fileId, uniqueId, name: cleanFileName(file_name ?? '') ?? plain, size: file_size ?? null }];
  }
  return [];
}

/** Of a photo the largest size, which comes last. */
function fileIn(value: unknown): RawFile | null {
  const one: unknown = Array.isArray(value) ? value.at(-1) : value;
  const read = file.safeParse(one);
  return read.success ? read.data : null;
}

function numberOf(message: object): string {
  const id: unknown = Reflect.get(message, 'message_id');
  return typeof id === 'number' ? String(id) : '0';
}

/** No path, nothing that could mean something where the name is shown, and not too long; `null`: nothing is left of it. */
export function cleanFileName(name: string): string | null {
  const last = name.split(/[/\\]/).at(-1) ?? '';
  const clean = last
    .replace(ODD, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  if (!/[\p{L}\p{N}]/u.test(clean)) return null;
  const ending = /\.[\p{L}\p{N}]{1,10}$/u.exec(clean)?.[0] ?? '';
  const letters = Array.from(clean.slice(0, clean.length - ending.length));
  return letters.slice(0, LONGEST_NAME - ending.length).join('') + ending;
}
