/** Files that people send along. */
export const files = {
  'files.unsupported': 'GitHub takes no files over its API, so only your text is used.',
  'files.nowhere':
    'I do not know where this file belongs. Send it in reply to news, or with `/issue group/app The title` as its caption.',
  'files.under-way': 'Sending the files…',
  'files.first-only':
    'Of an album I see only the first file in this group: send it in reply to a message of mine, or make me an administrator.',
  'files.too-many': 'More than {{count}} files are too many for one issue. Send fewer.',
  'files.too-large':
    '{{name}} is too large: Telegram gives bots files of up to {{count}} MB. Nothing was sent. Make it smaller and send it again.',
  'files.local':
    'I cannot get {{name}}: this Telegram server keeps files on its own disk. Nothing was sent. Please add it on {{forge}}.',
  'files.not-fetched': 'I could not get {{name}} from Telegram. Nothing was sent. Please try again.',
  'files.refused.too-large':
    '{{name}} is larger than {{forge}} takes. Nothing was sent. Make it smaller and send it again.',
  'files.refused.role':
    'You may not add files in {{project}}. Nothing was sent. Send the words alone, or ask a maintainer.',
  'files.refused.invalid': '{{forge}} did not take {{name}}. Nothing was sent. {{words}}',
  'files.bytes': '{{size}} B',
  'files.kilobytes': '{{size}} kB',
  'files.megabytes': '{{size}} MB',
  'files.remove': 'Press a file to take it out.',
} as const;
