/** Mentions in a group of whoever asked for them. */
export const mentions = {
  'command.iam': 'mention me here when news name me on the forge',
  'iam.title': '👉 When news in this group name them, these people are mentioned:',
  'iam.how': 'Say `/iam` and your login to be mentioned as well. The button ends it for whoever presses it.',
  'iam.nobody':
    'Nobody is mentioned in this group. Say `/iam` and your login, as in `/iam alice`, and news that name you – a review, an assignment, a mention, your failed pipeline – mention you here.',
  'iam.not-linked':
    'You are {{login}} when an account that you linked says so, and you have none yet. Link it in private, then say it here again.',
  'iam.not-yours':
    'Your linked account is {{user}} on {{forge}}, not {{login}}. Link that account in private, then say it here again.',
  'iam.say-in-group': 'That is you. Say `/iam {{login}}` in the group in which I am to mention you.',
  'iam.in-no-group':
    'I mention you in no group. Say `/iam` and your login in a group, and news there that name you mention you.',
  'iam.groups': 'I mention you in these groups. Press one to end it.',
  'iam.was-not': 'I do not mention you here.',
  'button.iam-stop': 'Do not mention me',
} as const;
