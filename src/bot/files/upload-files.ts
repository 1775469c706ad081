import { downloadFile, LARGEST_FILE } from '../../channels/telegram/download-file.js';
import { noteUndone } from '../../actions/note-undone.js';
import type { OpenAccount } from '../../domain/account.js';
import type { ActionEnd, Deed } from '../../domain/actions/action-record.js';
import { ActionRefused } from '../../domain/actions/refusal.js';
import type { Attachment } from '../../domain/attachment.js';
import { ForgeError } from '../../domain/errors.js';
import type { TextLine } from '../../domain/message.js';
import type { ForgeActions } from '../../domain/ports/forge-actions.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { Project } from '../../domain/project.js';
import type { BotDeps } from '../bot-deps.js';
import { troubleOf } from '../forge-trouble.js';
import { instanceLabel } from '../forge-words.js';
import { putPending } from '../pending.js';
import { textIn } from '../pending-payload.js';
import { sentence, type PhraseParams } from '../phrase.js';
import type { TextKey } from '../translator.js';
import type { Turn } from '../turn.js';
import { REMEMBERED_MS } from './album.js';

export type Uploaded = { readonly kind: 'text'; readonly text: string } | UploadTrouble;

export interface UploadTrouble {
  readonly kind: 'trouble';
  /** For whoever's token it is. */
  readonly line: TextLine;
  /** As it is written down. */
  readonly code: string;
}

export interface Destination {
  readonly account: OpenAccount;
  readonly project: Project;
  /** What the files are for: written down as undone where one of them does not arrive. */
  readonly deed: Deed;
}

export interface Written {
  readonly text: string;
  readonly attachments: readonly Attachment[];
}

const UPLOAD = 'upload';

const TOO_LARGE: UndoneEnd = { result: 'refused', code: 'too-large' };
const NOT_FETCHED: UndoneEnd = { result: 'failed', code: 'no-file' };

type UndoneEnd = Pick<ActionEnd, 'result'> & { readonly code: string };

interface Trouble {
  readonly key: TextKey;
  readonly params?: PhraseParams;
  readonly end: UndoneEnd;
}

interface Route extends Omit<Destination, 'deed'> {
  readonly session: ForgeSession;
  readonly upload: NonNullable<ForgeActions['upload']>;
}

/**
 * The text with its files at the end, which are brought to the forge first. Nothing else is made here, and a file goes
 * there once: so this may be repeated. All files together have the time of one command. Where one of them does not
 * arrive, what they are for is written down as undone.
 */
export async function uploadFiles(
  deps: BotDeps,
  turn: Turn,
  { account, project, deed }: Destination,
  { text, attachments }: Written,
): Promise<Uploaded> {
  const { upload } = deps.actions[account.forge.kind];
  if (upload === null || attachments.length === 0) return { kind: 'text', text };
  await turn.talk.answer(turn.t('files.under-way'), 'toast');
  const route = { account, project, upload, session: deps.openSession(account) };
  const links: string[] = [];
  for (const attachment of attachments) {
    const link = await uploadOnce(deps, turn, route, attachment);
    if (typeof link !== 'string') {
      await noteUndone({ ...deps, records: deps.stores.actions }, deed, link.end);
      const forge = instanceLabel(account.forge);
      const words = { name: attachment.name, forge, project: project.path, context: account.forge.kind };
      const line = sentence(turn.t, link.key, { ...words, ...link.params });
      return { kind: 'trouble', line, code: link.end.code };
    }
    links.push(link);
  }
  return { kind: 'text', text: [text.trim(), ...links].filter((part) => part !== '').join('\n\n') };
}

async function uploadOnce(
  deps: BotDeps,
  { visit }: Turn,
  route: Route,
  attachment: Attachment,
): Promise<string | Trouble> {
  const { stores, clock } = deps;
  const id = `${UPLOAD}:${route.account.id}:${route.project.id}:${attachment.uniqueId}`;
  const known = await stores.pending.find(id, clock());
  if (known !== null) return textIn(known.payload, 'markdown');
  const markdown = await bring(deps, route, attachment);
  if (typeof markdown !== 'string') return markdown;
  await putPending(deps, visit, id, { action: UPLOAD, payload: { markdown }, lifetimeMs: REMEMBERED_MS });
  return markdown;
}

async function bring(
  deps: BotDeps,
  { account, project, session, upload }: Route,
  { fileId, name, size }: Attachment,
): Promise<string | Trouble> {
  const where = { accountId: account.id, projectId: project.id };
  const tooLarge: Trouble = {
    key: 'files.too-large',
    params: { count: LARGEST_FILE / 1024 / 1024 },
    end: TOO_LARGE,
  };
  if (size !== null && size > LARGEST_FILE) return tooLarge;
  const download = await downloadFile(deps.telegram, fileId, { signal: session.signal, fetch: deps.fetch });
  if (download.kind === 'too-large') return tooLarge;
  if (download.kind === 'local') return { key: 'files.local', end: NOT_FETCHED };
  if (download.kind === 'failed') {
    deps.logger.warn({ ...where, error: download.error }, 'a file could not be fetched from Telegram');
    return { key: 'files.not-fetched', end: NOT_FETCHED };
  }
  try {
    const markdown = await upload(session, project, { name, bytes: download.bytes });
    deps.logger.info({ ...where, bytes: download.bytes.byteLength }, 'a file was uploaded');
    return markdown;
  } catch (error) {
    const trouble = uploadTrouble(error);
    if (trouble === null) throw error;
    deps.logger.warn({ ...where, error }, 'a file could not be uploaded');
    return trouble;
  }
}

function uploadTrouble(error: unknown): Trouble | null {
  if (error instanceof ForgeError)
    return { ...troubleOf(error), end: { result: 'failed', code: error.code } };
  if (!(error instanceof ActionRefused)) return null;
  const { code, words } = error;
  const end = { result: 'refused', code } as const;
  if (code === 'scope' || code === 'archived') return { key: `act.refused.${code}`, end };
  if (code === 'too-large' || code === 'role') return { key: `files.refused.${code}`, end };
  return { key: 'files.refused.invalid', params: { words: words ?? '' }, end };
}
