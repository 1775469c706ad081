/** Files that people send along. */
export const files = {
  'files.unsupported': 'GitHub не принимает файлы через API, поэтому уйдёт только текст.',
  'files.nowhere':
    'Непонятно, куда этот файл. Пришли его в ответ на новость или с подписью `/issue group/app Заголовок`.',
  'files.under-way': 'Файлы отправляются…',
  'files.first-only':
    'Из альбома в этой группе мне виден только первый файл: пришли его ответом на моё сообщение или сделай меня администратором.',
  'files.too-many': 'Больше {{count}} файлов для одного issue – это много.',
  'files.too-large':
    'Файл слишком большой: {{name}}. Telegram отдаёт ботам файлы до {{count}} МБ. Ничего не отправлено.',
  'files.local':
    'Не могу достать {{name}}: этот сервер Telegram хранит файлы на своём диске. Ничего не отправлено. Добавь файл на {{forge}}, пожалуйста.',
  'files.not-fetched': 'Не получилось скачать {{name}} из Telegram. Ничего не отправлено. Попробуй ещё раз.',
  'files.refused.too-large': '{{name}} больше, чем принимает {{forge}}. Ничего не отправлено.',
  'files.refused.role': 'Добавлять файлы в {{project}} тебе нельзя. Ничего не отправлено.',
  'files.refused.invalid': '{{forge}} не принимает {{name}}. Ничего не отправлено. {{words}}',
  'files.bytes': '{{size}} Б',
  'files.kilobytes': '{{size}} КБ',
  'files.megabytes': '{{size}} МБ',
  'files.remove': 'Нажми на файл, чтобы убрать его.',
} as const;
