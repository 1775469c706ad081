/** What was held, in one message. */
export const summary = {
  'summary.quiet_one': 'Пока было тихо, случилось {{count}} событие:',
  'summary.quiet_few': 'Пока было тихо, случилось {{count}} события:',
  'summary.quiet_many': 'Пока было тихо, случилось {{count}} событий:',
  'summary.quiet_other': 'Пока было тихо, случилось {{count}} события:',
  'summary.closed_one': 'Пока тема была закрыта, случилось {{count}} событие:',
  'summary.closed_few': 'Пока тема была закрыта, случилось {{count}} события:',
  'summary.closed_many': 'Пока тема была закрыта, случилось {{count}} событий:',
  'summary.closed_other': 'Пока тема была закрыта, случилось {{count}} события:',
  'summary.flood_one': 'Произошло {{count}} событие:',
  'summary.flood_few': 'Произошло {{count}} события:',
  'summary.flood_many': 'Произошло {{count}} событий:',
  'summary.flood_other': 'Произошло {{count}} события:',
  'summary.more_one': '… и ещё {{count}}',
  'summary.more_few': '… и ещё {{count}}',
  'summary.more_many': '… и ещё {{count}}',
  'summary.more_other': '… и ещё {{count}}',
} as const;
