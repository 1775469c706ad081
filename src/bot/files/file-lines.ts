import type { Attachment } from '../../domain/attachment.js';
import { line, type TextLine } from '../../domain/message.js';

/** One line a file: `📎 screenshot.png, 120 kB`. */
export function fileLines(attachments: readonly Attachment[]): readonly TextLine[] {
  return attachments.map((attachment) => line(`📎 ${fileLabel(attachment)}`));
}

export function fileLabel({ name, size }: Attachment): string {
  return size === null ? name : `${name}, ${sizeText(size)}`;
}

function sizeText(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  const [amount, unit] = bytes < 1_000_000 ? [bytes / 1_000, 'kB'] : [bytes / 1_000_000, 'MB'];
  return `${amount < 10 ? amount.toFixed(1).replace('.0', '') : Math.round(amount)} ${unit}`;
}
