/** What was held, in one message. */
export const summary = {
  'summary.quiet_one': 'While it was quiet, one thing happened:',
  'summary.quiet_other': 'While it was quiet, {{count}} things happened:',
  'summary.closed_one': 'While the topic was closed, one thing happened:',
  'summary.closed_other': 'While the topic was closed, {{count}} things happened:',
  'summary.flood_one': 'One thing happened:',
  'summary.flood_other': '{{count}} things happened:',
  'summary.more_one': '… and one more',
  'summary.more_other': '… and {{count}} more',
} as const;
