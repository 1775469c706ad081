/** The path from `/start` to the first news. */
export const onboarding = {
  'command.export': 'всё, что о тебе хранится, одним файлом',

  'start.welcome':
    'Привет, {{name}}! Я слежу за GitLab и GitHub и пишу сюда, когда нужно твоё внимание.\nСмотрю твоим токеном, поэтому сюда приходит только то, что тебе и так доступно. Токен никому не показываю, а меняю там что-то лишь по нажатию кнопки.\nВыбери, где ты работаешь: это займёт две минуты.',
  'start.again':
    'Привет, {{name}}! Я слежу за GitLab и GitHub и пишу сюда, когда нужно твоё внимание.\nСмотрю твоим токеном и ничего там не меняю без нажатия кнопки.\nАккаунт уже привязан: выбери, за чем следить, или привяжи ещё один.',
  'start.link-button': 'Привязать {{forge}}',

  'pick.which-account': 'Чьи проекты показать?',
  'pick.title':
    'Проекты, которые видит {{user}} на {{forge}}: сначала отмеченные звездой и самые активные. Отметь, за чем следить.',
  'pick.found': 'Проекты с «{{search}}», которые видит {{user}} на {{forge}}. Отметь, за чем следить.',
  'pick.title-record':
    'Проекты, которые видит {{user}} на {{forge}}: сначала отмеченные звездой и самые активные. Отметь, что записывать.',
  'pick.found-record': 'Проекты с «{{search}}», которые видит {{user}} на {{forge}}. Отметь, что записывать.',
  'pick.found-none':
    'Проектов с «{{search}}» среди тех, что видит {{user}} на {{forge}}, нет. Поищи ещё раз или пришли ссылку.',
  'pick.none': '{{user}} на {{forge}} пока не видит проектов. Пришли мне путь или ссылку.',
  'pick.ticked_one': 'Отмечен {{count}}.',
  'pick.ticked_few': 'Отмечено {{count}}.',
  'pick.ticked_many': 'Отмечено {{count}}.',
  'pick.ticked_other': 'Отмечено {{count}}.',
  'pick.done-watch_one': 'Следить ({{count}}) ›',
  'pick.done-watch_few': 'Следить ({{count}}) ›',
  'pick.done-watch_many': 'Следить ({{count}}) ›',
  'pick.done-watch_other': 'Следить ({{count}}) ›',
  'pick.done-invite_one': 'Пригласить ({{count}}) ›',
  'pick.done-invite_few': 'Пригласить ({{count}}) ›',
  'pick.done-invite_many': 'Пригласить ({{count}}) ›',
  'pick.done-invite_other': 'Пригласить ({{count}}) ›',
  'pick.done-record_one': 'Записывать ({{count}}) ›',
  'pick.done-record_few': 'Записывать ({{count}}) ›',
  'pick.done-record_many': 'Записывать ({{count}}) ›',
  'pick.done-record_other': 'Записывать ({{count}}) ›',
  'pick.search-button': '🔎 Искать',
  'pick.all-button': 'Все проекты',
  'pick.search': 'Какой проект? Ответь частью его пути.',
  'pick.already': 'За {{project}} уже слежу. Изменить можно в /watches.',
  'pick.already-recorded': '{{project}} уже записывается. Прекратить можно в /record.',
  'pick.too-many': 'Не больше {{count}} сразу. Начни с этих, потом отметь ещё.',
  'pick.nothing': 'Сначала отметь проект.',
  'pick.levels_one': 'Сколько рассказывать о {{count}} проекте?',
  'pick.levels_few': 'Сколько рассказывать о {{count}} проектах?',
  'pick.levels_many': 'Сколько рассказывать о {{count}} проектах?',
  'pick.levels_other': 'Сколько рассказывать о {{count}} проектах?',
  'pick.started_one': 'С этой минуты слежу за {{count}} проектом. О том, что было раньше, молчу.',
  'pick.started_few': 'С этой минуты слежу за {{count}} проектами. О том, что было раньше, молчу.',
  'pick.started_many': 'С этой минуты слежу за {{count}} проектами. О том, что было раньше, молчу.',
  'pick.started_other': 'С этой минуты слежу за {{count}} проектами. О том, что было раньше, молчу.',
  'pick.sample': '*Пример, не новость:* так я показываю последнее, что там нашлось.',
  'pick.sample-invented': '*Пример, выдуманный:* так я показываю пайплайн. Там пока ни одного нет.',

  'export.caption':
    'Всё, что о тебе хранится, но без токенов. Новости и действия есть здесь, пока я их храню. Чтобы всё удалить, отправь /forget.',
  'export.failed': 'Telegram не принял файл. Попробуй через минуту.',
} as const;
