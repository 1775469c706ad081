import type { Account } from '../domain/account.js';
import { ForgeError } from '../domain/errors.js';
import type { Forge } from '../domain/forge.js';
import type { JobLog } from '../domain/job-log.js';
import { code, line, plainText, type Line, type Message } from '../domain/message.js';
import type { WatchedProject } from '../domain/ports/people-store.js';
import type { BotDeps } from './bot-deps.js';
import { troubleLine } from './forge-trouble.js';
import { instanceLabel } from './forge-words.js';
import { sentence } from './phrase.js';
import type { Texts } from './translator.js';
import type { Turn } from './turn.js';

/** The end of a job's log under some lines, for whoever asks and with their own token. */
export async function showJobLog(
  deps: BotDeps,
  turn: Turn,
  watched: WatchedProject,
  asked: { readonly jobId: string; readonly above?: readonly Line[] },
): Promise<void> {
  const { talk, t, visit } = turn;
  const { forge } = watched.account;
  const all = await deps.stores.accounts.listOf(visit.visitor.id);
  const able = all.filter((account) => account.forge.url === forge.url && account.state !== 'refused');
  if (able.length === 0) return refuse(turn, t('job-log.no-account', { forge: instanceLabel(forge) }));
  const found = await readWithAny(deps, able, watched, asked.jobId);
  if (found instanceof ForgeError) return refuse(turn, whyNot(t, found, forge));
  await talk.answer();
  const { lines } = logMessage(t, found);
  await talk.reply({ lines: [...(asked.above ?? []), ...lines] });
}

/** Over the button that was pressed, or in reply to the command. */
async function refuse({ talk, visit }: Turn, text: string): Promise<void> {
  if (visit.query === null) await talk.reply({ lines: [line(text)] });
  else await talk.insist(text, 'alert');
}

function whyNot(t: Texts, error: ForgeError, forge: Forge): string {
  const isHidden = error.code === 'not-found' || error.code === 'forbidden';
  if (isHidden) return t('job-log.hidden', { forge: instanceLabel(forge) });
  return plainText(troubleLine(t, error, forge));
}

/** The first that may see it; else the trouble that the last one had. */
async function readWithAny(
  { stores, adapters, openSession, logger }: BotDeps,
  accounts: readonly Account[],
  { project, account: { forge } }: WatchedProject,
  jobId: string,
): Promise<JobLog | ForgeError> {
  let trouble = new ForgeError('not-found', { detail: 'no account can see it' });
  for (const account of accounts) {
    const open = await stores.accounts.open(account.id);
    if (open === null) continue;
    try {
      return await adapters[forge.kind].readJobLog(openSession(open), project, jobId);
    } catch (error) {
      if (!(error instanceof ForgeError)) throw error;
      logger.info({ accountId: account.id, error }, 'the log of a job could not be read');
      trouble = error;
    }
  }
  return trouble;
}

function logMessage(t: Texts, { name, url, isRunning, end }: JobLog): Message {
  const job = url === null ? name : { text: name, href: url };
  // GitHub has none before the job has ended.
  if (isRunning && !end) return { lines: [sentence(t, 'job-log.not-yet', { job })] };
  if (end === null) return { lines: [sentence(t, 'job-log.gone', { job })] };
  if (end === '') return { lines: [sentence(t, 'job-log.empty', { job })] };
  return { lines: [sentence(t, isRunning ? 'job-log.so-far' : 'job-log.end', { job }), code(end)] };
}
