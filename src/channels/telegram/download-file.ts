import { DeliveryError, ProxyError } from '../../domain/errors.js';
import { SECOND } from '../../domain/time.js';
import { callTelegram, type Telegram } from './telegram-client.js';

export type Download =
  | { readonly kind: 'done'; readonly bytes: Uint8Array<ArrayBuffer> }
  /** Larger than Telegram gives to bots. */
  | { readonly kind: 'too-large' }
  /** A Bot API server with `--local` names a place on its own disk, which is not ours to read. */
  | { readonly kind: 'local' }
  | { readonly kind: 'failed'; readonly error: DeliveryError };

/** https://core.telegram.org/bots/api#getfile */
export const LARGEST_FILE = 20 * 1024 * 1024;

export interface DownloadMeans {
  readonly signal: AbortSignal;
  readonly fetch: typeof globalThis.fetch;
}

/** A whole file that somebody sent, or why not. Its address holds the bot's token: it is in nothing that leaves here. */
export async function downloadFile(
  telegram: Telegram,
  fileId: string,
  { signal, fetch }: DownloadMeans,
): Promise<Download> {
  try {
    const limits = { timeoutMs: 20 * SECOND, signal };
    const { file_path: path, file_size: size } = await callTelegram(
      telegram,
      'getFile',
      { file_id: fileId },
      limits,
    );
    if (size !== undefined && size > LARGEST_FILE) return { kind: 'too-large' };
    if (path === undefined) return failed('Telegram names no place of the file');
    if (!isPath(path)) return { kind: 'local' };
    return await read(addressOf(telegram, path), size ?? null, { signal, fetch });
  } catch (error) {
    if (!(error instanceof DeliveryError)) throw error;
    return error.message.includes('file is too big') ? { kind: 'too-large' } : { kind: 'failed', error };
  }
}

/** Below the address for files, and nowhere else. */
function isPath(path: string): boolean {
  return !/^[/\\]|^\w:|\.\.|[?#]/.test(path);
}

function addressOf({ token, options }: Telegram, path: string): URL {
  return new URL(`./file/bot${token}/${encodeURI(path)}`, options.apiRoot);
}

async function read(url: URL, size: number | null, { signal, fetch }: DownloadMeans): Promise<Download> {
  try {
    const answer = await fetch(url, { signal, redirect: 'error' });
    const bytes = answer.ok ? await collect(answer) : null;
    if (!answer.ok) await answer.body?.cancel();
    if (bytes === 'too-large') return { kind: 'too-large' };
    if (bytes === null) return failed(`the file was answered ${answer.status}`);
    // A server that closes without a length ends half a file as it ends a whole one.
    return size === null || bytes.byteLength === size
      ? { kind: 'done', bytes }
      : failed('the file broke off');
  } catch (error) {
    return failed(`the file did not come whole: ${reasonOf(error)}`);
  }
}

function reasonOf(error: unknown): string {
  if (error instanceof ProxyError) return `by way of ${error.message}`;
  return error instanceof Error ? error.name : typeof error;
}

async function collect(answer: Response): Promise<Uint8Array<ArrayBuffer> | 'too-large'> {
  const body: ReadableStream<Uint8Array<ArrayBuffer>> | null = answer.body;
  const chunks: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > LARGEST_FILE) return 'too-large';
    chunks.push(chunk);
  }
  return new Uint8Array(await new Blob(chunks).arrayBuffer());
}

/** What was thrown may quote the address, and is left behind. */
function failed(detail: string): Download {
  return { kind: 'failed', error: new DeliveryError('unavailable', detail) };
}
