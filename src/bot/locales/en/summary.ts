/** What came in quiet hours, in one message. */
export const summary = {
  'summary.title_one': 'While it was quiet, one thing happened:',
  'summary.title_other': 'While it was quiet, {{count}} things happened:',
  'summary.more_one': '… and one more',
  'summary.more_other': '… and {{count}} more',
} as const;
