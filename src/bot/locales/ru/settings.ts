/** `/settings`, and how much of people's words a chat is sent. */
export const settings = {
  'command.settings': 'все настройки в одном месте',
  'settings.title': '⚙️ *Настройки*',
  'settings.title-group': '⚙️ *Настройки этого чата*',
  'settings.how': 'Что и когда сюда приходит. Нажми на то, что хочешь поменять.',
  'settings.off': 'нет',
  'button.settings-language': '🌐 Язык',
  'button.settings-timezone': '🕓 Часовой пояс',
  'button.settings-projects': '📁 Проекты',
  'button.settings-quiet': '🌙 Тихие часы',
  'button.settings-digest': '🗞 Сводка',
  'button.settings-privacy': '🔒 Приватность',
  'button.back-to-settings': '‹ Настройки',
  'button.other-zones': '‹ Другие пояса',
  'timezone.how':
    'Нажми на время, которое сейчас у тебя, или ответь на это сообщение городом или именем пояса, например `Europe/Berlin`.',

  'privacy.full': 'Приходит всё: и названия, и то, что пишут люди.',
  'privacy.titles':
    'Приходят названия и имена, но не то, что пишут люди: ни комментариев, ни описаний, ни изменённых строк, ни заметок к релизам.',
  'privacy.neither':
    'Не приходит ни слова из того, что пишут люди: только что произошло, в каком проекте, номер и ссылка.',
  'privacy.how':
    'Это о том, что приходит без просьбы, даже если оно уже в пути. Что просишь ты, например /look, приходит целиком.',
  'button.privacy-full': 'Весь текст',
  'button.privacy-titles': 'Только названия',
  'button.privacy-neither': 'Ни текста, ни названий',

  'city.los-angeles': 'Лос-Анджелес',
  'city.chicago': 'Чикаго',
  'city.new-york': 'Нью-Йорк',
  'city.sao-paulo': 'Сан-Паулу',
  'city.utc': 'UTC',
  'city.london': 'Лондон',
  'city.berlin': 'Берлин',
  'city.kyiv': 'Киев',
  'city.moscow': 'Москва',
  'city.dubai': 'Дубай',
  'city.yekaterinburg': 'Екатеринбург',
  'city.delhi': 'Дели',
  'city.novosibirsk': 'Новосибирск',
  'city.shanghai': 'Шанхай',
  'city.tokyo': 'Токио',
  'city.sydney': 'Сидней',
} as const;
