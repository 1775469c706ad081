import type { DemoForge } from './demo-world.js';

/** What follows the demo's project in another terminal, as often as the demo's daemon looks. */
export function tailCommand({ kind, token, project, url }: DemoForge): string {
  const variable = kind === 'gitlab' ? 'GITLAB_TOKEN' : 'GITHUB_TOKEN';
  return `${variable}=${token} npx forgewatch tail ${project.path} --${kind} ${url} --interval 5`;
}
