import { Composer } from 'telegraf';
import type { Forge } from '../../domain/forge.js';
import type { Button, Message } from '../../domain/message.js';
import type { Invite } from '../../domain/ports/access-store.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { forgeDigest, instanceLabel } from '../forge-words.js';
import { followInvite, inviteBehind } from '../invite.js';
import { phrase } from '../phrase.js';
import { offerSuggested } from '../picking/offer-suggested.js';
import { explainToken } from '../token-answer.js';
import type { Texts } from '../translator.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** What it does, what it never does, and where to begin. */
export function startFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(
    onCommand('start', async (turn) => {
      const invite = await inviteBehind(deps, turn);
      await (invite === null ? begin(deps, turn) : beginInvited(deps, turn, invite));
    }),
  );
  composer.use(onPress('link-forge', (turn, { forge }) => explainLinking(deps, turn, forge)));
  return composer;
}

async function begin(deps: BotDeps, { visit, talk, t }: Turn): Promise<void> {
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  const { name } = visit.visitor;
  await talk.reply(accounts.length > 0 ? welcomeBack(t, name) : welcome(t, name, deps.forges));
}

/** Leads to the instance that the team works on; whoever is linked there goes on to the projects at once. */
async function beginInvited(deps: BotDeps, turn: Turn, invite: Invite): Promise<void> {
  const { visit, talk, t } = turn;
  await followInvite(deps, turn, invite);
  const accounts = await deps.stores.accounts.listOf(visit.visitor.id);
  const there = accounts.find(({ forge }) => forge.url === invite.forgeUrl);
  if (there !== undefined) {
    await offerSuggested(deps, turn, there, 'always');
    return;
  }
  const forges = deps.forges.filter(({ url }) => url === invite.forgeUrl);
  await talk.reply(welcome(t, visit.visitor.name, forges.length === 0 ? deps.forges : forges));
}

function welcome(t: Texts, name: string, forges: readonly Forge[]): Message {
  return {
    lines: phrase(t, 'start.welcome', { name }),
    buttons: [...forges.map((forge) => [linkButton(t, forge)]), [run(t, 'help')]],
  };
}

function welcomeBack(t: Texts, name: string): Message {
  return {
    lines: phrase(t, 'start.again', { name }),
    buttons: [[run(t, 'watch')], [run(t, 'token')], [run(t, 'help')]],
  };
}

export function linkButton(t: Texts, forge: Forge): Button {
  return {
    label: t('start.link-button', { forge: instanceLabel(forge) }),
    action: encodePress({ kind: 'link-forge', forge: forgeDigest(forge) }),
  };
}

function run(t: Texts, command: 'token' | 'watch' | 'help'): Button {
  return { label: t(`button.${command}`), action: encodePress({ kind: 'run', command }) };
}

/** An instance that has left the settings since is not named any more. */
async function explainLinking({ forges }: BotDeps, { t, talk, visit }: Turn, digest: string): Promise<void> {
  const forge = forges.find((known) => forgeDigest(known) === digest);
  if (forge === undefined || visit.chatKind === 'group') return talk.answer(t('press.unknown'));
  await talk.answer();
  await talk.reply(explainToken(t, [forge]));
}
