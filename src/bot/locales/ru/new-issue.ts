/** A new issue from the chat: the draft, its questions, and what came of it. */
export const newIssue = {
  'issue.how': 'Назови и проект: `/issue group/app Заголовок`. Строки ниже станут описанием.',
  'issue.project': 'В каком проекте?',
  'issue.title': 'Ответь на это сообщение заголовком нового issue в {{project}} или словом `отмена`.',
  'issue.title-too-long': 'Заголовок слишком длинный: не больше {{count}} символов.',
  'issue.text':
    'Ответь на это сообщение описанием для «{{title}}», словом `пропустить` (без описания) или `отмена`.',
  'issue.labels': 'Какие поставить метки? Выбери или ответь частью названия.',
  'issue.no-labels': 'В {{project}} нет меток.',
  'issue.assignee': 'Кто это возьмёт? Выбери или ответь началом имени.',
  'issue.nobody': '{{forge}} не называет никого в {{project}}, кто мог бы это взять.',

  'issue.draft': 'Новый issue в {{project}}, ещё не создан:',
  'issue.confirm': 'Создать этот issue в {{project}}?',
  'issue.with-labels': 'Метки: {{labels}}',
  'issue.with-assignee': 'Исполнитель: {{who}}',
  'issue.confidential': '🔒 Конфиденциально',

  'issue.button.create': '✅ Создать',
  'issue.button.labels': 'Метки',
  'issue.button.assignee': 'Исполнитель',
  'issue.button.confidential': '🔒 Конфиденциально',
  'issue.button.open': '🔓 Не конфиденциально',
  'issue.button.text': 'Описание',
  'issue.button.title': 'Заголовок',
  'issue.button.files': '📎 Файлы',
  'issue.button.cancel': 'Отмена',
  'issue.button.back': '‹ К черновику',

  'issue.made': '🆕 Создан issue {{number}}: {{title}}',
  'issue.left-labels': '⚠️ Без меток {{names}}: {{forge}} не даёт тебе ставить их там.',
  'issue.left-people':
    '⚠️ Не назначен на {{names}}: {{forge}} не даёт тебе назначать там или назначать именно так.',
  'issue.dropped': 'Хорошо, issue не создан.',
  'issue.again': 'Issue не создан. Можно попробовать ещё раз.',
  'issue.unsure':
    'Связь оборвалась: неизвестно, создан ли issue на {{forge}}. Посмотри issues в {{project}}, прежде чем пробовать ещё раз.',
  'issue.gone':
    'Не могу создать issue в {{project}} с твоим токеном: проекта нет, в нём нет issues или нет доступа. Проверь путь или спроси мейнтейнера.',
  'issue.refused.role':
    'Тебе нельзя создавать issues в {{project}}, или их там нет. Спроси мейнтейнера проекта.',
  'issue.refused.unsupported': 'В {{project}} issues выключены. Включить их может мейнтейнер.',
  'issue.refused.invalid': '{{forge}} не принимает этот issue. {{words}}',
} as const;
