import type { Update } from 'telegraf/types';
import { findAnyQuestion } from './acting/ask.js';
import type { BotDeps } from './bot-deps.js';
import { findToken } from './find-token.js';
import { asksForValue } from './new-run/steps.js';
import { sentence } from './phrase.js';
import { deleteMessage } from './talk.js';
import type { Turn } from './turn.js';
import { textOf, type Visit } from './visit.js';

/**
 * Takes a message with a token out of the chat before anything else happens, whoever sent it. Returns the turn to go
 * on with, which is the `/token` command for a token that was simply pasted; `null` when nothing is left to do. A
 * reply is never linked: a value that we asked for is taken as one, any other reply with a token does nothing.
 */
export async function guardToken(deps: BotDeps, turn: Turn): Promise<Turn | null> {
  const { visit } = turn;
  // The addresses of links are in the Markdown alone.
  const found = findToken(visit.text, deps.adapters) ?? findToken(visit.markdown, deps.adapters);
  const isTokenCommand =
    visit.command?.name === 'token' && visit.command.argument !== '' && visit.query === null;
  if (found === null && !isTokenCommand) return turn;
  const isDeleted = await turn.talk.deleteIncoming();
  const asked = visit.command === null ? await findAnyQuestion(deps, visit) : null;
  const isValue = asked !== null && asksForValue(asked);
  const refusal = refusalOf(visit, isDeleted, isValue);
  if (refusal !== null) {
    await turn.talk.reply({ lines: [sentence(turn.t, refusal)] });
    return null;
  }
  const tokenMessage = isDeleted ? 'deleted' : 'kept';
  if (isValue) return { ...turn, tokenMessage };
  const command = visit.command ?? {
    name: 'token',
    argument: pastedArgument(visit.text, found),
    isAddressed: true,
  };
  return { ...turn, visit: { ...visit, command }, tokenMessage };
}

/** A message without a sender that can be answered, such as a group's anonymous administrator's, is only deleted. */
export async function guardNameless(deps: BotDeps, update: Update): Promise<void> {
  const message =
    'message' in update ? update.message : 'edited_message' in update ? update.edited_message : null;
  if (message === null || findToken(textOf(message), deps.adapters) === null) return;
  await deleteMessage(deps, String(message.chat.id), String(message.message_id));
}

function refusalOf({ chatKind, command, isEdit, repliesTo }: Visit, isDeleted: boolean, isValue: boolean) {
  if (chatKind === 'group') return isDeleted ? 'token.in-group' : 'token.in-group-kept';
  if (isEdit) return isDeleted ? 'token.edited' : 'token.edited-kept';
  if (command !== null && command.name !== 'token')
    return isDeleted ? 'token.in-command' : 'token.in-command-kept';
  if (command === null && repliesTo !== null && !isValue)
    return isDeleted ? 'token.in-reply' : 'token.in-reply-kept';
  return null;
}

/** `<instance address> <token>` as it is; of any other words only the token. */
function pastedArgument(text: string, token: string | null): string {
  const [first = '', second] = text.trim().split(/\s+/);
  if (second !== undefined && second === token && /^https?:\/\//i.test(first)) return `${first} ${second}`;
  return token ?? '';
}
