import { BOB, type DemoForge, SETUP, setupGuide } from './demo-world.js';
import type { PanelAction } from './panel.js';

const NOTES = '- The cart remembers its content\n- Uploads survive a lost network';

/** What levels above the usual one hear of. */
export const CODE_ACTIONS: readonly PanelAction[] = [
  {
    id: 'publish-release',
    group: 'Code',
    label: 'Publish a release (level team)',
    run: (forge) => {
      const tag = `v1.${next(forge)}.0`;
      const files = ['manual.pdf', 'installer.zip'];
      forge.world.publishRelease(forge.project.path, { tag, by: BOB, notes: NOTES, files });
      return `Bob published the release ${tag}`;
    },
  },
  {
    id: 'change-docs',
    group: 'Code',
    label: 'Change the docs (level team)',
    run: (forge) => {
      const files = [
        { path: 'README.md', patch: `@@ -1 +1,2 @@\n-Shop\n+Shop ${next(forge)}\n+See docs/setup.md first.` },
        { path: 'docs/setup.md', status: 'added' as const, patch: '@@ -0,0 +1 @@\n+Run npm start.' },
      ];
      const commits = ['Explain the setup'];
      forge.world.push(forge.project.path, { by: BOB, branch: 'main', commits, files });
      return 'Bob changed README.md and docs/setup.md';
    },
  },
  {
    id: 'push',
    group: 'Code',
    label: 'Push to main (level all)',
    run: (forge) => {
      const commits = ['Round the totals', `Bump the version to 1.${next(forge)}`];
      const files = [{ path: 'src/cart/total.ts' }, { path: 'package.json' }];
      forge.world.push(forge.project.path, { by: BOB, branch: 'main', commits, files });
      return 'Bob pushed two commits to main';
    },
  },
  {
    id: 'edit-wiki',
    group: 'Code',
    label: 'Edit the wiki (level team)',
    run: (forge) => {
      const text = setupGuide(20 + next(forge));
      forge.world.writeWikiPage(forge.project.path, { by: BOB, title: SETUP, text });
      return `Bob edited the wiki page ${SETUP}`;
    },
  },
];

function next(forge: DemoForge): number {
  forge.counter += 1;
  return forge.counter;
}
