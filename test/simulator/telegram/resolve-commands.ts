import type { CommandList, TelegramState } from './telegram-state.js';

/** The command menu that a person is shown: the narrowest scope wins, then their language. */
export function resolveCommands(
  state: TelegramState,
  chatId: number,
  personId: number,
): CommandList['commands'] {
  const types =
    state.chat(chatId).kind === 'private'
      ? ['chat', 'all_private_chats', 'default']
      : ['chat_member', 'chat', 'all_group_chats', 'default'];
  const { language } = state.person(personId);
  for (const type of types) {
    const fitting = state.commandLists.filter(
      ({ scope }) =>
        (scope['type'] ?? 'default') === type &&
        (scope['chat_id'] === undefined || Number(scope['chat_id']) === chatId) &&
        (scope['user_id'] === undefined || Number(scope['user_id']) === personId),
    );
    const list =
      fitting.find((one) => one.language === language) ?? fitting.find((one) => one.language === '');
    if (list !== undefined && list.commands.length > 0) return list.commands;
  }
  return [];
}
