/** `/mute` in reply to a message, and `/unmute`. */
export const mutes = {
  'command.unmute': 'снова слышать заглушённое',

  'mute.what': 'Заглушить {{title}}? Кто обратится к тебе по имени, всё равно достучится.',
  'mute.what-thread': '🧵 заглушит только этот тред.',
  'mute.not-news':
    'В этом сообщении нет ничего, что можно заглушить. Пришли `/mute` в ответ на новость о чём-то одном или `/mute всё 2ч`.',
  'mute.done': 'Заглушено на {{duration}}: {{title}}. Вернуть: /unmute.',
  'mute.done-until-change':
    'Заглушено, пока не изменится, максимум на {{duration}}: {{title}}. Вернуть: /unmute.',
  'mute.done-until-green':
    'Заглушено, пока не позеленеют, максимум на {{duration}}: {{title}}. Вернуть: /unmute.',
  'mute.done-until-resolved':
    'Заглушено, пока не закроют, максимум на {{duration}}: {{title}}. Вернуть: /unmute.',
  'mute.everything': 'всё в этом чате',
  'mute.thread': 'тред в {{title}}',
  'mute.branch': 'пайплайны {{project}} на {{ref}}',
  'mute.branch_github': 'запуски {{project}} на {{ref}}',
  'mute.all-how':
    'На сколько заглушить всё в этом чате? О том, что случится за это время, потом не расскажу.',
  'mute.list': 'Здесь заглушено:',
  'mute.row': '{{title}}, осталось {{left}}',
  'mute.row-for-good': '{{title}}, пока не включишь',
  'mute.row-until-change': '{{title}}, пока не изменится, максимум ещё {{left}}',
  'mute.row-until-green': '{{title}}, пока не позеленеют, максимум ещё {{left}}',
  'mute.row-until-resolved': '{{title}}, пока не закроют, максимум ещё {{left}}',
  'unmute.none': 'Здесь ничего не заглушено. О чём рассказывает проект, решают в /watches.',
  'unmute.done': 'Больше не заглушено: {{title}}.',
  'unmute.all': 'Здесь больше ничего не заглушено.',

  'button.mute-thread': '🧵 {{duration}}',
  'button.mute-until-change': '🔕 Пока не изменится, максимум {{duration}}',
  'button.mute-until-green': '🔕 Пока не позеленеет, максимум {{duration}}',
  'button.mute-until-resolved': '🧵 Пока не закроют, максимум {{duration}}',
  'button.mute-project': '🔕 Весь проект …',
  'button.unmute-one': '🔔 {{title}}',
} as const;
