import { BOB, CAROL, type DemoForge, ME } from './demo-world.js';
import type { PanelAction } from './panel.js';

const TITLES = ['The cart forgets its content', 'Search finds nothing in Finnish', 'The export is empty'];

export const ISSUE_ACTIONS: readonly PanelAction[] = [
  {
    id: 'open-issue',
    group: 'Issues',
    label: 'Open an issue for me',
    run: (forge) => `Bob opened issue #${openIssue(forge)} and assigned it to you`,
  },
  {
    id: 'comment-issue',
    group: 'Issues',
    label: 'Mention me on it',
    run: (forge) => {
      const number = forge.issue ?? openIssue(forge);
      forge.world.commentIssue(forge.project.path, number, CAROL, `@${ME} I can reproduce it, every time.`);
      return `Carol mentioned you on issue #${number}`;
    },
  },
  {
    id: 'close-issue',
    group: 'Issues',
    label: 'Close the issue',
    run: (forge) => {
      const number = forge.issue ?? openIssue(forge);
      forge.world.closeIssue(forge.project.path, number, CAROL);
      forge.issue = null;
      return `Carol closed issue #${number}`;
    },
  },
];

function openIssue(forge: DemoForge): number {
  forge.counter += 1;
  const { number } = forge.world.openIssue(forge.project.path, {
    author: BOB,
    title: TITLES[forge.counter % TITLES.length] ?? 'It is broken',
    description: 'It happened twice today.',
    assignees: [ME],
  });
  forge.issue = number;
  return number;
}
