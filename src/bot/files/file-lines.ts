import type { Attachment } from '../../domain/attachment.js';
import { line, type TextLine } from '../../domain/message.js';
import type { Texts } from '../translator.js';

/** One line a file: `📎 screenshot.png, 120 kB`. */
export function fileLines(t: Texts, attachments: readonly Attachment[]): readonly TextLine[] {
  return attachments.map((attachment) => line(`📎 ${fileLabel(t, attachment)}`));
}

export function fileLabel(t: Texts, { name, size }: Attachment): string {
  return size === null ? name : `${name}, ${sizeText(t, size)}`;
}

function sizeText(t: Texts, bytes: number): string {
  if (bytes < 1_000) return t('files.bytes', { size: bytes });
  if (bytes < 1_000_000) return t('files.kilobytes', { size: roughly(bytes / 1_000) });
  return t('files.megabytes', { size: roughly(bytes / 1_000_000) });
}

function roughly(amount: number): number {
  return amount < 10 ? amount : Math.round(amount);
}
