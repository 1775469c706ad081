import type { Account } from '../../domain/account.js';
import { ForgeError } from '../../domain/errors.js';
import type { WatchedProject } from '../../domain/ports/people-store.js';
import { HOUR } from '../../domain/time.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { troubleLine } from '../forge-trouble.js';
import { putPending } from '../pending.js';
import { recordedBy } from '../record/recorded.js';
import type { Turn } from '../turn.js';
import { PICKER, pickerToJson, type Picker, type Purpose } from './picker.js';
import { pickerMessage } from './picker-message.js';
import { readAhead } from './read-projects.js';

/** Whoever makes up their mind about projects may look them up first. */
const LIFETIME_MS = HOUR;

/** Where the list goes, and what its buttons are kept as: of another list they would name other projects. */
export interface Placed {
  readonly how: 'reply' | 'show';
  readonly id: string;
}

/** Reads what the view lacks, keeps the list and shows it; trouble at the forge is told instead. */
export async function showPicker(deps: BotDeps, turn: Turn, picker: Picker, placed: Placed): Promise<void> {
  const { t, talk } = turn;
  const account = await ownAccount(deps, turn, picker.accountId);
  if (account === null) return talk.answer(t('accounts.gone'));
  try {
    const read = await readAhead(deps, account, picker);
    await keepPicker(deps, turn, placed.id, read);
    const watched = await alreadySo(deps, turn, account, picker.purpose);
    const action = (choice: number): string => encodePress({ kind: 'pending', id: placed.id, choice });
    await talk[placed.how](pickerMessage(t, { account, picker: read, watched, action }));
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    deps.logger.info({ accountId: account.id, error }, 'projects could not be listed');
    await talk.reply({ lines: [troubleLine(t, error, account.forge)] });
  }
}

/** What need not be ticked. */
export async function alreadySo(
  deps: BotDeps,
  { visit }: Turn,
  account: Account,
  purpose: Purpose,
): Promise<readonly WatchedProject[]> {
  if (purpose === 'watch') return deps.stores.watches.listOfChat(visit.chatKey);
  return purpose === 'record' ? (await recordedBy(deps, account)).chosen : [];
}

export function keepPicker(deps: BotDeps, { visit }: Turn, id: string, picker: Picker): Promise<void> {
  return putPending(deps, visit, id, {
    action: PICKER,
    payload: pickerToJson(picker),
    lifetimeMs: LIFETIME_MS,
  });
}

export async function ownAccount(
  { stores }: BotDeps,
  { visit }: Turn,
  accountId: string,
): Promise<Account | null> {
  const account = await stores.accounts.find(accountId);
  return account?.personId === visit.visitor.id && visit.chatKind === 'private' ? account : null;
}
