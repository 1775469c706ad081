import { expect, it } from '@jest/globals';
import { parseIssueCommand } from '../../../src/bot/new-issue/begin.js';

it.each([
  ['', { project: null, title: '', text: '' }],
  ['It leaks', { project: null, title: 'It leaks', text: '' }],
  ['group/app', { project: 'group/app', title: '', text: '' }],
  ['group/app It  leaks', { project: 'group/app', title: 'It leaks', text: '' }],
  [
    'group/sub/app It leaks\nHere.\n\n  And there.',
    { project: 'group/sub/app', title: 'It leaks', text: 'Here.\n\n  And there.' },
  ],
  ['It leaks\nfrom group/app', { project: null, title: 'It leaks', text: 'from group/app' }],
  ['group/app\nonly text', { project: 'group/app', title: '', text: 'only text' }],
  [
    'https://gitlab.example.com/group/app Leak',
    { project: 'https://gitlab.example.com/group/app', title: 'Leak', text: '' },
  ],
])('%j names project, title and text', (argument, parsed) => {
  expect(parseIssueCommand(argument)).toEqual(parsed);
});
