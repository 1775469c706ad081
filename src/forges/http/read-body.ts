import { ForgeError } from '../../domain/errors.js';

/** Reads a body as text and gives up with `bad-reply` beyond `maxBytes`, whatever the server announced. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return '';
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ForgeError('bad-reply', { detail: 'the reply is too large', status: response.status });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
