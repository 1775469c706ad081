import { Composer } from 'telegraf';
import type { Account } from '../../domain/account.js';
import type { Callee } from '../../domain/called.js';
import { line, type Button, type Line, type Message } from '../../domain/message.js';
import type { BotDeps } from '../bot-deps.js';
import { encodePress } from '../callback-data.js';
import { accountSpans } from '../forge-words.js';
import { sentence } from '../phrase.js';
import { onCommand, onPress, type BotContext, type Turn } from '../turn.js';

/** `/iam alice`: news that name a person on the forge mention them in the group where they said so. */
export function iamFeature(deps: BotDeps): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.use(onCommand('iam', (turn) => answerCommand(deps, turn)));
  composer.use(onPress('iam-stop', (turn, { chatId }) => stopByPress(deps, turn, chatId)));
  return composer;
}

async function answerCommand(deps: BotDeps, turn: Turn): Promise<void> {
  const { visit, talk, t } = turn;
  await talk.answer();
  const login = (visit.command?.argument ?? '').replace(/^@/, '').toLowerCase();
  if (login === '') return talk.reply(await present(deps, turn));
  if (login === 'off' && visit.chatKind === 'group') {
    await deps.stores.mentions.end(visit.address.chatId, visit.visitor.id);
    return talk.reply(await present(deps, turn));
  }
  const own = (await activeAccounts(deps, turn)).filter(({ user }) => user.login.toLowerCase() === login);
  if (own.length === 0) return talk.reply(await unproven(deps, turn, login));
  if (visit.chatKind === 'private')
    return talk.reply({ lines: [sentence(t, 'iam.say-in-group', { login })] });
  await begin(deps, turn, own);
  await talk.reply(await present(deps, turn));
}

async function begin({ stores, clock }: BotDeps, { visit }: Turn, own: readonly Account[]): Promise<void> {
  for (const { id: accountId } of own) {
    const place = { chatId: visit.address.chatId, personId: visit.visitor.id };
    await stores.mentions.begin({ ...place, accountId, now: clock() });
  }
}

/** Whoever presses ends what is theirs: in the list of their groups that of one, and else that of this group. */
async function stopByPress(deps: BotDeps, turn: Turn, chatId: string | null): Promise<void> {
  const { visit, talk, t } = turn;
  const hasEnded = await deps.stores.mentions.end(chatId ?? visit.address.chatId, visit.visitor.id);
  if (!hasEnded) return talk.answer(t('iam.was-not'), 'toast');
  await talk.show(await present(deps, turn));
}

/** Nothing else proves who somebody is on a forge. */
async function unproven(deps: BotDeps, turn: Turn, login: string): Promise<Message> {
  const { t, visit, botName } = turn;
  const [account] = await activeAccounts(deps, turn);
  const lines =
    account === undefined
      ? [sentence(t, 'iam.not-linked', { login })]
      : [sentence(t, 'iam.not-yours', { login, ...accountSpans(account) })];
  if (visit.chatKind === 'private') return { lines };
  return { lines, buttons: [[{ label: t('button.private-chat'), url: `https://t.me/${botName}` }]] };
}

async function activeAccounts({ stores }: BotDeps, { visit }: Turn): Promise<readonly Account[]> {
  const accounts = await stores.accounts.listOf(visit.visitor.id);
  return accounts.filter(({ state }) => state === 'active');
}

function present(deps: BotDeps, turn: Turn): Promise<Message> {
  return turn.visit.chatKind === 'private' ? ownGroups(deps, turn) : inThisGroup(deps, turn);
}

/** A list of names mentions nobody. */
async function inThisGroup({ stores }: BotDeps, { visit, t }: Turn): Promise<Message> {
  const callees = await stores.mentions.listOf(visit.address.chatId);
  if (callees.length === 0) return { lines: [sentence(t, 'iam.nobody')] };
  return {
    lines: [sentence(t, 'iam.title'), ...callees.map(row), line(''), sentence(t, 'iam.how')],
    buttons: [[stopButton(t('button.iam-stop'), null)]],
  };
}

function row({ name, forgeUrl, user }: Callee): Line {
  return line(`${name} – `, { text: user.login, style: 'bold' }, ` · ${new URL(forgeUrl).host}`);
}

async function ownGroups({ stores }: BotDeps, { visit, t }: Turn): Promise<Message> {
  const groups = await stores.mentions.groupsOf(visit.visitor.id);
  if (groups.length === 0) return { lines: [sentence(t, 'iam.in-no-group')] };
  return {
    lines: [sentence(t, 'iam.groups')],
    buttons: groups.map(({ chatId, title }) => [stopButton(`✕ ${title ?? chatId}`, chatId)]),
  };
}

function stopButton(label: string, chatId: string | null): Button {
  return { label, action: encodePress({ kind: 'iam-stop', chatId }) };
}
