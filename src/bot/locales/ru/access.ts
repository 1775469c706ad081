/** Who may use the bot: strangers, operators, invitations. */
export const access = {
  'command.users': 'кто пользуется ботом (для админов)',
  'command.invite': 'ссылка, которая впустит твою команду (для админов)',

  'access.refused':
    'Извини, этот бот закрытый. Если тебе сюда, передай админу бота свой Telegram id: {{id}}.',
  'access.asked': 'Извини, этот бот закрытый. Я спросил о тебе админа и передам сюда его ответ.',
  'access.waiting': 'Этот бот закрытый, и админ ещё не ответил. Ответ передам сюда.',
  'access.denied': 'Извини, админ бота тебя не впустил. Если это ошибка, напиши ему сам.',
  'access.admitted': 'Добро пожаловать, админ тебя впустил! Отправь /start, чтобы начать.',
  'access.unclaimed':
    'У этого бота пока нет админа. Если бот твой, пришли /start и код из его лога. Твой Telegram id: {{id}}.',
  'access.wrong': 'Код не тот. Скопируй его из последних строк лога.',
  'access.too-many': 'Слишком много попыток. Подожди час до следующей.',
  'access.members-only': 'Извини, это могут только участники бота. Как стать участником, расскажу в личке.',
  'access.claimed':
    'Добро пожаловать! Теперь админ этого бота – ты. Впускай других через /invite, а видно их в /users.',

  'users.wants-in': '*{{name}}* ({{id}}) просит доступ к боту. Впустить?',
  'users.admit-button': '✅ Впустить',
  'users.deny-button': '✕ Нет',
  'users.revoke-button': '🚪 Закрыть доступ',
  'users.all-button': '‹ Все',
  'users.title_one': '{{count}} человек. Нажми, чтобы узнать больше.',
  'users.title_few': '{{count}} человека. Нажми на любого, чтобы узнать больше.',
  'users.title_many': '{{count}} человек. Нажми на любого, чтобы узнать больше.',
  'users.title_other': '{{count}} человека. Нажми на любого, чтобы узнать больше.',
  'users.person': '*{{name}}* ({{id}})',
  'users.state-operator': 'Админ.',
  'users.state-member': 'Доступ есть.',
  'users.state-listed-out': 'В списке настроек больше нет, поэтому доступ закрыт.',
  'users.state-revoked': 'Доступ закрыт админом.',
  'users.state-waiting': 'Ждёт твоего ответа.',
  'users.state-denied': 'В доступе отказано.',
  'users.account': '{{user}} на {{forge}}',
  'users.no-accounts': 'Аккаунтов не привязано.',
  'users.watches_zero': 'Ни за чем не следит.',
  'users.watches_one': 'Следит за {{count}} проектом.',
  'users.watches_few': 'Следит за {{count}} проектами.',
  'users.watches_many': 'Следит за {{count}} проектами.',
  'users.watches_other': 'Следит за {{count}} проекта.',
  'users.seen': 'В последний раз здесь: {{ago}} назад.',
  'users.never-seen': 'Давно не появлялся.',
  'users.confirm_zero': 'Закрыть доступ: {{name}}? Привязанных аккаунтов нет.',
  'users.confirm_one':
    'Закрыть доступ: {{name}}? Удалю {{count}} привязанный аккаунт вместе с токеном и подписками.',
  'users.confirm_few':
    'Закрыть доступ: {{name}}? Удалю {{count}} привязанных аккаунта вместе с токенами и подписками.',
  'users.confirm_many':
    'Закрыть доступ: {{name}}? Удалю {{count}} привязанных аккаунтов вместе с токенами и подписками.',
  'users.confirm_other':
    'Закрыть доступ: {{name}}? Удалю {{count}} привязанного аккаунта вместе с токенами и подписками.',
  'users.kept': '{{name}}: доступ остаётся.',
  'users.revoked': '{{name}}: доступ закрыт, всё привязанное удалено.',
  'users.admitted': '{{name}}: доступ открыт.',
  'users.admitted-silent': '{{name}}: доступ открыт. Сообщить об этом не вышло, скажи сам.',
  'users.denied': '{{name}}: доступа нет. Передумать можно в /users.',
  'users.gone': 'Этого человека здесь больше нет.',
  'users.not-an-operator': 'Админу доступ закрыть нельзя.',
  'users.operators-only': 'Это для админов бота. Попроси кого-нибудь из них.',
} as const;
