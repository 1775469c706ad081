/** What was done from here. */
export const history = {
  'history.title': 'Что сделано тобой отсюда:',
  'history.title-all': 'Что сделано отсюда:',
  'history.none': 'Отсюда пока никто ничего не делал.',
  'history.row': '{{when}} назад · {{what}} · {{it}} в {{project}}',
  'history.row-of': '{{when}} назад · {{who}} · {{what}} · {{it}} в {{project}}',
  'history.row-new': '{{when}} назад · {{what}} в {{project}}',
  'history.row-new-of': '{{when}} назад · {{who}} · {{what}} в {{project}}',
  'history.result.done': 'сделано',
  'history.result.refused': 'отказано',
  'history.result.failed': 'не вышло',
  'history.result.unsure': 'неизвестно',
  'history.kept-branch': 'ветка {{branch}} осталась: {{why}}',
} as const;
