export interface UploadedFile {
  readonly name: string;
  readonly size: number;
  readonly content: Buffer;
}

export function isUpload(value: unknown): value is UploadedFile {
  return typeof value === 'object' && value !== null && 'size' in value && 'name' in value;
}

/** Fields as text, files with their name and bytes. */
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
    const text = part.slice(headEnd + 4).replace(/\r\n$/, '');
    const content = Buffer.from(text, 'latin1');
    fields[name] =
      fileName === undefined ? content.toString('utf8') : { name: fileName, size: content.length, content };
  }
  return fields;
}

/** Latin-1 keeps every byte while splitting. */
function toUtf8(latin1: string): string {
  return Buffer.from(latin1, 'latin1').toString('utf8');
}
