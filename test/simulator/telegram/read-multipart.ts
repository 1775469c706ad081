import type { UploadedFile } from './parameters.js';

/** Fields as text, files as name and size: nothing here looks into an upload. */
export function readMultipart(body: Buffer, contentType: string): Record<string, string | UploadedFile> {
  const boundary = /boundary="?([^";]+)"?/.exec(contentType)?.[1];
  if (boundary === undefined) return {};
  const fields: Record<string, string | UploadedFile> = {};
  for (const part of body.toString('latin1').split(`--${boundary}`).slice(1, -1)) {
    const headEnd = part.indexOf('\r\n\r\n');
    const head = toUtf8(part.slice(0, headEnd));
    const name = /\bname="([^"]*)"/.exec(head)?.[1];
    if (name === undefined || headEnd === -1) continue;
    const fileName = /\bfilename="([^"]*)"/.exec(head)?.[1];
    const content = part.slice(headEnd + 4).replace(/\r\n$/, '');
    fields[name] = fileName === undefined ? toUtf8(content) : { name: fileName, size: content.length };
  }
  return fields;
}

/** Latin-1 keeps every byte while splitting. */
function toUtf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
