/** What came in quiet hours, in one message. */
export const summary = {
  'summary.title_one': 'Пока было тихо, случилось {{count}} событие:',
  'summary.title_few': 'Пока было тихо, случилось {{count}} события:',
  'summary.title_many': 'Пока было тихо, случилось {{count}} событий:',
  'summary.title_other': 'Пока было тихо, случилось {{count}} события:',
  'summary.more_one': '… и ещё {{count}}',
  'summary.more_few': '… и ещё {{count}}',
  'summary.more_many': '… и ещё {{count}}',
  'summary.more_other': '… и ещё {{count}}',
} as const;
