import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Message } from '../../domain/message.js';
import type { Invite } from '../../domain/ports/access-store.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { forOperators } from '../for-operators.js';
import { inviteLabel, inviteMessage, makeInvite } from '../invite.js';
import { sentence } from '../phrase.js';
import { showPicker } from '../picking/offer.js';
import { beginPicker } from '../picking/picker.js';
import { parseProjectReference, type ProjectReference } from '../project-reference.js';
import { resolveProject } from '../resolve-project.js';
import type { Texts } from '../translator.js';
import { onCommand, onPress, type BotContext, type Step, type Turn } from '../turn.js';

/** One link is for one instance. */
const MOST_PROJECTS = 10;

/** A link that an operator hands to a team: it carries the instance and projects to begin with, and never a secret. */
export function inviteFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onCommand(
      'invite',
      forOperators(deps, (turn) => invite(deps, turn)),
    ),
  );
  composer.use(
    onPress(
      'invites',
      forOperators(deps, (turn) => showAll(deps, turn)),
    ),
  );
  composer.use(onInvite(deps, 'invite', (turn, found) => turn.talk.show(messageOf(deps, turn, found))));
  composer.use(
    onInvite(deps, 'invite-door', async (turn, found) => {
      const changed = { ...found, letsIn: !found.letsIn };
      await deps.stores.invites.setLetsIn(found.code, changed.letsIn);
      await turn.talk.show(messageOf(deps, turn, changed));
    }),
  );
  composer.use(
    onInvite(deps, 'invite-end', async (turn, found) => {
      await deps.stores.invites.remove(found.code);
      await turn.talk.show({ lines: [sentence(turn.t, 'invite.ended')] });
    }),
  );
  return composer;
}

/** A press about an invitation that still stands, by an operator. */
function onInvite(
  deps: BotDeps,
  kind: 'invite' | 'invite-door' | 'invite-end',
  handle: (turn: Turn, invite: Invite) => Promise<void>,
): Step {
  return onPress(kind, (turn, { code }) =>
    forOperators(deps, async () => {
      const found = await deps.stores.invites.find(code, deps.clock());
      await (found === null ? turn.talk.answer(turn.t('invite.gone')) : handle(turn, found));
    })(turn),
  );
}

function messageOf({ clock }: BotDeps, { t, botName }: Turn, invite: Invite): Message {
  return inviteMessage(t, invite, botName, clock());
}

async function invite(deps: BotDeps, turn: Turn): Promise<void> {
  const { t, talk, visit } = turn;
  const words = (visit.command?.argument ?? '').split(/[\s,]+/).filter((word) => word !== '');
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  if (accounts.length === 0) return talk.reply({ lines: [sentence(t, 'invite.no-account')] });
  if (words.length > MOST_PROJECTS) {
    return talk.reply({ lines: [sentence(t, 'watch.too-many', { count: MOST_PROJECTS })] });
  }
  if (words.length > 0) return inviteTo(deps, turn, accounts, words);
  const existing = await deps.stores.invites.list(deps.clock());
  if (existing.length > 0) await talk.reply(listOf(t, existing));
  for (const account of accounts) {
    const picker = beginPicker(account.id, { purpose: 'invite' });
    await showPicker(deps, turn, picker, { how: 'reply', id: deps.randomId() });
  }
}

/** Only what the operator's own token sees is suggested, and one link is for one instance. */
async function inviteTo(
  deps: BotDeps,
  turn: Turn,
  accounts: readonly Account[],
  words: readonly string[],
): Promise<void> {
  const { t, talk, visit } = turn;
  const paths = new Map<string, string[]>();
  for (const word of words) {
    const match = await findOne(deps, accounts, parseProjectReference(word, deps.forges));
    if (match === null)
      return talk.reply({ lines: [sentence(t, 'watch.not-found', { project: word.slice(0, 100) })] });
    paths.set(match.forgeUrl, [...(paths.get(match.forgeUrl) ?? []), match.path]);
  }
  for (const [forgeUrl, found] of paths) {
    const made = await makeInvite(deps, visit.visitor.id, forgeUrl, found);
    await talk.reply(messageOf(deps, turn, made));
  }
}

async function findOne(
  deps: BotDeps,
  accounts: readonly Account[],
  reference: ProjectReference,
): Promise<{ readonly forgeUrl: string; readonly path: string } | null> {
  if (reference.kind !== 'project') return null;
  const found = await resolveProject(deps, accounts, reference);
  if (found.kind !== 'found') return null;
  const [{ account, project }] = found.matches;
  return { forgeUrl: account.forge.url, path: project.path };
}

async function showAll(deps: BotDeps, { t, talk }: Turn): Promise<void> {
  await talk.show(listOf(t, await deps.stores.invites.list(deps.clock())));
}

function listOf(t: Texts, invites: readonly Invite[]): Message {
  return {
    lines: [sentence(t, 'invite.title', { count: invites.length })],
    buttons: invites.map((one) => [
      { label: inviteLabel(one), action: encodePress({ kind: 'invite', code: one.code }) },
    ]),
  };
}
