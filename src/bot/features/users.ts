import { Composer } from 'telegraf';
import { DEFAULT_LANGUAGE } from '../../domain/language.js';
import type { PendingAction } from '../../domain/ports/people-store.js';
import type { BotDeps } from '../bot-deps.js';
import { forOperators } from '../for-operators.js';
import { keepPending } from '../pending.js';
import { textIn } from '../pending-payload.js';
import { peopleMessage, peopleOf, personMessage, type KnownPerson } from '../people.js';
import { sentence } from '../phrase.js';
import { tellPrivately } from '../tell-privately.js';
import { onCommand, onPending, onPress, type BotContext, type Turn } from '../turn.js';

const REVOKE = 'revoke-person';

type OfPerson = 'admit' | 'deny' | 'person' | 'person-revoke';

/** Who uses the bot, for operators: who they are, where they are linked, and the way in and out. Never what they read. */
export function usersFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  const onPerson = (kind: OfPerson, handle: (turn: Turn, person: KnownPerson) => Promise<void>): void => {
    composer.use(
      onPress(kind, (turn, press) =>
        forOperators(deps, async () => {
          const person = await findPerson(deps, press.personId);
          await (person === null ? turn.talk.answer(turn.t('users.gone')) : handle(turn, person));
        })(turn),
      ),
    );
  };
  composer.use(
    onCommand(
      'users',
      forOperators(deps, (turn) => showPeople(deps, turn, 0)),
    ),
  );
  composer.use(
    onPress('people', (turn, { page }) => forOperators(deps, () => showPeople(deps, turn, page))(turn)),
  );
  onPerson('person', (turn, person) => turn.talk.show(personMessage(turn.t, person, deps.clock())));
  onPerson('admit', (turn, person) => admit(deps, turn, person));
  onPerson('deny', (turn, person) => deny(deps, turn, person));
  onPerson('person-revoke', (turn, person) => askToRevoke(deps, turn, person));
  composer.use(
    onPending(REVOKE, (turn, pending, choice) =>
      forOperators(deps, () => finishRevoking(deps, turn, pending, choice))(turn),
    ),
  );
  return composer;
}

async function listPeople({ stores, allowedUsers }: BotDeps): Promise<readonly KnownPerson[]> {
  return peopleOf(await stores.members.list(), await stores.strangers.list(), allowedUsers);
}

async function findPerson(deps: BotDeps, personId: string): Promise<KnownPerson | null> {
  return (await listPeople(deps)).find(({ id }) => id === personId) ?? null;
}

async function showPeople(deps: BotDeps, { talk, t, visit }: Turn, page: number): Promise<void> {
  const isTurning = visit.query?.press?.kind === 'people';
  await talk[isTurning ? 'show' : 'reply'](peopleMessage(t, await listPeople(deps), page));
}

/** Two operators may press at once: the second sees how it stands. */
async function admit(deps: BotDeps, { talk, t }: Turn, { id, name, state }: KnownPerson): Promise<void> {
  const { members, strangers } = deps.stores;
  if (state === 'member' || state === 'operator') {
    return talk.show({ lines: [sentence(t, 'users.admitted', { name })] });
  }
  const known = await members.find(id);
  const language = known?.language ?? (await strangers.find(id))?.language ?? DEFAULT_LANGUAGE;
  await members.save({ id, name, language, isOperator: false, access: 'admitted' }, deps.clock());
  await strangers.remove(id);
  deps.logger.info({ personId: id }, 'an operator let a person in');
  const isTold = await tellPrivately(deps, id, (words) => ({ lines: [sentence(words, 'access.admitted')] }));
  await talk.show({ lines: [sentence(t, isTold ? 'users.admitted' : 'users.admitted-silent', { name })] });
}

async function deny(deps: BotDeps, { talk, t }: Turn, { id, name, state }: KnownPerson): Promise<void> {
  if (state === 'waiting') {
    await deps.stores.strangers.deny(id);
    deps.logger.info({ personId: id }, 'an operator refused a stranger');
    await tellPrivately(deps, id, (words) => ({ lines: [sentence(words, 'access.denied')] }));
  }
  const isIn = state === 'member' || state === 'operator';
  await talk.show({ lines: [sentence(t, isIn ? 'users.admitted' : 'users.denied', { name })] });
}

async function askToRevoke(
  deps: BotDeps,
  turn: Turn,
  { id, name, state, accounts }: KnownPerson,
): Promise<void> {
  const { talk, t, visit } = turn;
  if (state === 'operator') return talk.answer(t('users.not-an-operator'));
  const action = await keepPending(deps, visit, { action: REVOKE, payload: { personId: id } });
  await talk.show({
    lines: [sentence(t, 'users.confirm', { name, count: accounts.length })],
    buttons: [
      [
        { label: t('users.revoke-button'), action: action(1) },
        { label: t('button.keep'), action: action(0) },
      ],
    ],
  });
}

async function finishRevoking(
  deps: BotDeps,
  { talk, t }: Turn,
  pending: PendingAction,
  choice: number,
): Promise<void> {
  const taken = await deps.stores.pending.take(pending.id, deps.clock());
  const person = taken === null ? null : await findPerson(deps, textIn(taken.payload, 'personId'));
  if (person === null || person.state === 'operator') return talk.answer(t('press.expired'));
  const { id, name } = person;
  if (choice !== 1) return talk.show({ lines: [sentence(t, 'users.kept', { name })] });
  const gone = await deps.stores.members.revoke(id, deps.clock());
  deps.onFeedsChanged();
  deps.logger.info({ personId: id, ...gone }, 'an operator shut a person out');
  await talk.show({ lines: [sentence(t, 'users.revoked', { name })] });
}
