/** What was done from here. */
export const history = {
  'history.title': 'What you did from here:',
  'history.title-all': 'What was done from here:',
  'history.none': 'Nobody has done anything from here yet.',
  'history.row': '{{when}} ago · {{what}} · {{it}} in {{project}}',
  'history.row-of': '{{when}} ago · {{who}} · {{what}} · {{it}} in {{project}}',
  'history.row-new': '{{when}} ago · {{what}} in {{project}}',
  'history.row-new-of': '{{when}} ago · {{who}} · {{what}} in {{project}}',
  'history.result.done': 'done',
  'history.result.refused': 'refused',
  'history.result.failed': 'failed',
  'history.result.unsure': 'not sure',
  'history.kept-branch': 'the branch {{branch}} stayed: {{why}}',
} as const;
