import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Message } from '../../domain/message.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import { isOfPeople } from '../../domain/watch.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { sayInDesks } from '../desk/rest.js';
import { accountParams, accountSpans } from '../forge-words.js';
import { keepPending } from '../pending.js';
import { textIn } from '../pending-payload.js';
import { sentence } from '../phrase.js';
import { expiryLine } from '../token-answer.js';
import type { Texts } from '../translator.js';
import { onCommand, onPending, onPress, type BotContext, type Turn } from '../turn.js';

const REMOVE = 'remove-account';

/** A person's linked accounts, each with a way out. */
export function accountsFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onCommand('accounts', async (turn) => {
      const accounts = await deps.stores.accounts.listOf(turn.visit.visitor.id);
      await turn.talk.reply(listAccounts(turn.t, accounts, deps.clock()));
    }),
  );
  composer.use(onPress('account-remove', (turn, { accountId }) => askToRemove(deps, turn, accountId)));
  composer.use(onPending(REMOVE, (turn, pending, choice) => remove(deps, turn, pending, choice)));
  return composer;
}

function listAccounts(t: Texts, accounts: readonly Account[], now: Date): Message {
  const link = { label: t('button.token'), action: encodePress({ kind: 'run', command: 'token' }) };
  if (accounts.length === 0) return { lines: [sentence(t, 'accounts.none')], buttons: [[link]] };
  return {
    lines: [
      sentence(t, 'accounts.title', { count: accounts.length }),
      ...accounts.flatMap((account) => [
        sentence(
          t,
          account.state === 'active' ? 'accounts.active' : 'accounts.refused',
          accountSpans(account),
        ),
        ...expiryLine(t, account.token.expiresAt, now),
      ]),
    ],
    buttons: [
      ...accounts.map((account) => [
        {
          label: t('accounts.remove-button', accountParams(account)),
          action: encodePress({ kind: 'account-remove', accountId: account.id }),
        },
      ]),
      [link],
    ],
  };
}

async function askToRemove(deps: BotDeps, { visit, talk, t }: Turn, accountId: string): Promise<void> {
  const account = await ownAccount(deps, visit.visitor.id, accountId);
  if (account === null) return talk.answer(t('accounts.gone'));
  const action = await keepPending(deps, visit, { action: REMOVE, payload: { accountId } });
  const watched = await deps.stores.watches.listOfAccount(accountId);
  const { length: count } = watched.filter(({ watch }) => isOfPeople(watch));
  await talk.show({
    lines: [sentence(t, 'accounts.confirm', { ...accountSpans(account), count })],
    buttons: [
      [
        { label: t('button.remove'), action: action(1) },
        { label: t('button.keep'), action: action(0) },
      ],
    ],
  });
}

async function remove(deps: BotDeps, turn: Turn, pending: PendingAction, choice: number): Promise<void> {
  const { visit, talk, t } = turn;
  const taken = await deps.stores.pending.take(pending.id, deps.clock());
  const account =
    taken === null ? null : await ownAccount(deps, visit.visitor.id, textIn(taken.payload, 'accountId'));
  if (account === null) return talk.answer(t('press.expired'));
  if (choice === 1) {
    const desks = await deps.stores.desks.pause(account.id, 'owner-left');
    await deps.stores.accounts.remove(account.id);
    await sayInDesks(deps, desks, 'desk.owner-left');
    deps.onFeedsChanged();
    deps.logger.info({ accountId: account.id }, 'an account was removed by its owner');
  }
  await talk.show({
    lines: [sentence(t, choice === 1 ? 'accounts.removed' : 'accounts.kept', accountSpans(account))],
  });
}

async function ownAccount({ stores }: BotDeps, personId: string, accountId: string): Promise<Account | null> {
  const account = await stores.accounts.find(accountId);
  return account?.personId === personId ? account : null;
}
