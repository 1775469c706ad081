import { ForgeError } from '../../domain/errors.js';

/** As much of the end as is kept, in bytes: far more than is shown, because marks and progress go first. */
const KEPT = 64 * 1024;

/** The end of a body that may be huge, from the start of a line, so that no token is cut in two. */
export async function readTail(response: Response, maxBytes: number): Promise<string> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return '';
  let kept: Uint8Array = new Uint8Array();
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ForgeError('bad-reply', { detail: 'the log is too large', status: response.status });
    }
    kept = Buffer.concat([kept, chunk]).subarray(-KEPT);
  }
  const text = Buffer.from(kept).toString('utf8');
  return size > KEPT ? text.slice(text.indexOf('\n') + 1) : text;
}
