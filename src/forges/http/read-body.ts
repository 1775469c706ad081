import { ForgeError } from '../../domain/errors.js';

/** Reads a body as text and gives up with `bad-reply` beyond `maxBytes`, whatever the server announced. */
export async function readBody(response: Response, maxBytes: number): Promise<string> {
  return (await readBytes(response, maxBytes)).toString('utf8');
}

/** As `readBody`, for what is no text: each byte is one character (`latin1`). */
export async function readBinary(response: Response, maxBytes: number): Promise<string> {
  return (await readBytes(response, maxBytes)).toString('latin1');
}

async function readBytes(response: Response, maxBytes: number): Promise<Buffer> {
  const body: ReadableStream<Uint8Array> | null = response.body;
  if (body === null) return Buffer.alloc(0);
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body) {
    size += chunk.byteLength;
    if (size > maxBytes) {
      throw new ForgeError('bad-reply', { detail: 'the reply is too large', status: response.status });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
