/** A new issue from the chat: the draft, its questions, and what came of it. */
export const newIssue = {
  'issue.how': 'Name the project, too: `/issue group/app The title`. The lines below become the text.',
  'issue.project': 'In which project?',
  'issue.title': 'Reply to this message with the title of the new issue in {{project}}, or with `cancel`.',
  'issue.title-too-long': 'That title is too long: at most {{count}} characters.',
  'issue.text': 'Reply to this message with the text of “{{title}}”, with `skip` for none, or with `cancel`.',
  'issue.labels': 'Which labels shall it get? Pick, or reply with a part of a name.',
  'issue.no-labels': '{{project}} has no labels.',
  'issue.assignee': 'Who shall take it? Pick, or reply with how the name begins.',
  'issue.nobody': '{{forge}} names nobody in {{project}} who could take it.',

  'issue.draft': 'New issue in {{project}}, not made yet:',
  'issue.confirm': 'Make this issue in {{project}}?',
  'issue.with-labels': 'Labels: {{labels}}',
  'issue.with-assignee': 'Assigned to {{who}}',
  'issue.confidential': '🔒 Confidential',

  'issue.button.create': '✅ Create',
  'issue.button.labels': 'Labels',
  'issue.button.assignee': 'Assignee',
  'issue.button.confidential': '🔒 Confidential',
  'issue.button.open': '🔓 Not confidential',
  'issue.button.text': 'Text',
  'issue.button.title': 'Title',
  'issue.button.files': '📎 Files',
  'issue.button.cancel': 'Cancel',
  'issue.button.back': '‹ Draft',

  'issue.made': '🆕 Made issue {{number}}: {{title}}',
  'issue.left-labels': '⚠️ Without the labels {{names}}: {{forge}} does not let you set them there.',
  'issue.left-people':
    '⚠️ Not assigned to {{names}}: {{forge}} does not let you assign there, or not to them.',
  'issue.dropped': 'All right, no issue was made.',
  'issue.again': 'No issue was made. You can try again.',
  'issue.unsure':
    'I was cut off and do not know whether {{forge}} made the issue. Look at the issues of {{project}} before you try again.',
  'issue.gone':
    'I cannot make an issue in {{project}} with your token: it is gone, has no issues, or is not yours. Check the path, or ask a maintainer.',
  'issue.refused.role': 'You may not make issues in {{project}}, or it has none. Ask one of its maintainers.',
  'issue.refused.unsupported': '{{project}} has its issues turned off. A maintainer can turn them on.',
  'issue.refused.invalid': '{{forge}} did not take the issue. {{words}}',
} as const;
