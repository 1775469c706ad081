import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import type { PlainLevel } from '../../domain/watch.js';
import { onAnswer } from '../acting/on-answer.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { forOperators } from '../for-operators.js';
import { accountParams } from '../forge-words.js';
import { inviteMessage, makeInvite } from '../invite.js';
import { sentence } from '../phrase.js';
import { alreadySo, keepPicker, ownAccount, showPicker, type Placed } from '../picking/offer.js';
import {
  beginPicker,
  CHOICE,
  MOST_TICKED,
  PICKER,
  pickerFromJson,
  searchAnew,
  toggle,
  turnPage,
  type Picker,
} from '../picking/picker.js';
import { isWatched } from '../picking/picker-message.js';
import { askForSearch, SEARCH_REPLY, takeSearch } from '../picking/search.js';
import { levelBehind, levelsMessage, watchTicked } from '../picking/watch-ticked.js';
import { choose } from '../record/choose.js';
import { backToWatches } from '../settings-button.js';
import { onPending, onPress, onSettings, type BotContext, type Turn } from '../turn.js';

/** Projects to tick in a list that can be paged and searched, then one level for all of them. */
export function pickProjectFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onPress('pick-account', async (turn, { accountId, level }) => {
      const over = level === 'watches' ? { isFromWatches: true } : { level };
      await showPicker(deps, turn, beginPicker(accountId, over), { how: 'show', id: deps.randomId() });
    }),
  );
  composer.use(
    onSettings('watch', async (turn) => {
      if (turn.visit.chatKind === 'group') return turn.talk.answer(turn.t('press.unknown'));
      const accounts = await deps.stores.accounts.listOf(turn.visit.visitor.id);
      await offerProjects(deps, turn, accounts, { level: null, how: 'show' });
    }),
  );
  composer.use(onAnswer(deps, SEARCH_REPLY, (turn, asked) => takeSearch(deps, turn, asked)));
  composer.use(onPending(PICKER, (turn, pending, choice) => press(deps, turn, pending, choice)));
  return composer;
}

/** Offers the projects of the only account, or asks for the account first. */
export async function offerProjects(
  deps: BotDeps,
  turn: Turn,
  accounts: readonly Account[],
  { level, how }: { readonly level: PlainLevel | null } & Pick<Placed, 'how'>,
): Promise<void> {
  const { t, talk } = turn;
  const [only, ...others] = accounts;
  const isFromWatches = how === 'show';
  const back = isFromWatches ? [backToWatches(t)] : [];
  if (only === undefined) {
    const link = { label: t('button.token'), action: encodePress({ kind: 'run', command: 'token' }) };
    return talk[how]({ lines: [sentence(t, 'watch.no-account')], buttons: [[link], ...back] });
  }
  if (others.length === 0) {
    const picker = beginPicker(only.id, { level, isFromWatches });
    return showPicker(deps, turn, picker, { how, id: deps.randomId() });
  }
  await talk[how]({
    lines: [sentence(t, 'pick.which-account')],
    buttons: [
      ...accounts.map((account) => [
        {
          label: t('watch.account-button', accountParams(account)),
          action: encodePress({
            kind: 'pick-account',
            accountId: account.id,
            level: isFromWatches ? 'watches' : level,
          }),
        },
      ]),
      ...back,
    ],
  });
}

async function press(deps: BotDeps, turn: Turn, pending: PendingAction, choice: number): Promise<void> {
  const picker = pickerFromJson(pending.payload);
  const placed: Placed = { how: 'show', id: pending.id };
  switch (choice) {
    case CHOICE.previous:
      return showPicker(deps, turn, turnPage(picker, -1), placed);
    case CHOICE.next:
      return showPicker(deps, turn, turnPage(picker, 1), placed);
    case CHOICE.back:
      return showPicker(deps, turn, picker, placed);
    case CHOICE.search:
      return askForSearch(deps, turn, pending.id);
    case CHOICE.all:
      await deps.stores.pending.take(pending.id, deps.clock());
      return showPicker(deps, turn, searchAnew(picker, ''), { how: 'show', id: deps.randomId() });
    case CHOICE.done:
      return finish(deps, turn, pending.id, picker);
  }
  const level = levelBehind(choice);
  if (level !== null) return watchAll(deps, turn, pending.id, level);
  await tick(deps, turn, picker, { placed, choice });
}

async function tick(
  deps: BotDeps,
  turn: Turn,
  picker: Picker,
  { placed, choice }: { readonly placed: Placed; readonly choice: number },
): Promise<void> {
  const { t, talk } = turn;
  const project = picker.projects[choice];
  const account = await ownAccount(deps, turn, picker.accountId);
  if (project === undefined || account === null) return talk.answer(t('press.expired'));
  const already = await alreadySo(deps, turn, account, picker.purpose);
  if (isWatched(already, account, project)) {
    const text = picker.purpose === 'record' ? 'pick.already-recorded' : 'pick.already';
    return talk.answer(t(text, { project: project.path }));
  }
  const ticked = toggle(picker, project);
  if (ticked.ticked.length > MOST_TICKED) return talk.answer(t('pick.too-many', { count: MOST_TICKED }));
  await showPicker(deps, turn, ticked, placed);
}

/** A level that the command named is not asked for again. */
async function finish(deps: BotDeps, turn: Turn, id: string, picker: Picker): Promise<void> {
  const { t, talk } = turn;
  if (picker.ticked.length === 0) return talk.answer(t('pick.nothing'));
  if (picker.purpose === 'invite') return forOperators(deps, () => inviteTo(deps, turn, picker))(turn);
  if (picker.purpose === 'record') return recordAll(deps, turn, id);
  if (picker.level !== null) return watchAll(deps, turn, id, picker.level);
  await keepPicker(deps, turn, id, picker);
  await talk.show(levelsMessage(t, picker, (choice) => encodePress({ kind: 'pending', id, choice })));
}

async function inviteTo(deps: BotDeps, turn: Turn, picker: Picker): Promise<void> {
  const { t, talk, visit, botName } = turn;
  const account = await ownAccount(deps, turn, picker.accountId);
  if (account === null) return talk.answer(t('press.expired'));
  const paths = picker.ticked.map(({ path }) => path);
  const invite = await makeInvite(deps, visit.visitor.id, account.forge.url, paths);
  await talk.show(inviteMessage(t, invite, botName, deps.clock()));
}

async function recordAll(deps: BotDeps, turn: Turn, id: string): Promise<void> {
  const { t, talk } = turn;
  const taken = await takeTicked(deps, turn, id);
  if (taken === null) return talk.answer(t('press.expired'));
  const { account, picker } = taken;
  await talk.answer();
  const matches = picker.ticked.map((project) => ({ account, project }));
  await talk.show({ lines: await choose(deps, turn, matches) });
}

async function watchAll(deps: BotDeps, turn: Turn, id: string, level: PlainLevel): Promise<void> {
  const { t, talk } = turn;
  const taken = await takeTicked(deps, turn, id);
  if (taken === null) return talk.answer(t('press.expired'));
  await watchTicked(deps, turn, taken.account, { ...taken.picker, level });
}

async function takeTicked(
  deps: BotDeps,
  turn: Turn,
  id: string,
): Promise<{ readonly picker: Picker; readonly account: Account } | null> {
  const taken = await deps.stores.pending.take(id, deps.clock());
  if (taken === null) return null;
  const picker = pickerFromJson(taken.payload);
  const account = await ownAccount(deps, turn, picker.accountId);
  return account === null ? null : { picker, account };
}
