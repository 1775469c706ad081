import type { ForgeAdapter } from '../../../src/domain/ports/forge-adapter.js';
import type { PeopleStores } from '../../../src/domain/ports/people-store.js';
import type { Project } from '../../../src/domain/project.js';
import type { Clock } from '../../../src/domain/time.js';
import type { OpenLevel } from '../../../src/domain/watch.js';
import { createGithubAdapter } from '../../../src/forges/github/adapter.js';
import { createGitlabAdapter } from '../../../src/forges/gitlab/adapter.js';
import { linkAccount, openSession } from '../link-account.js';
import { createQuietLogger } from '../quiet-logger.js';
import type { TeamWorld } from './team-world.js';

/** Everybody links their token and watches every project. Returns the accounts' ids. */
export async function linkTeam(
  team: TeamWorld,
  stores: PeopleStores,
  clock: Clock,
  level: OpenLevel = 'participating',
): Promise<readonly string[]> {
  const { forge, people, paths } = team;
  const adapter = createAdapter(forge.kind);
  const [first] = people;
  if (first === undefined) throw new Error('A team has somebody in it.');
  const session = openSession(forge, first.token);
  const projects: Project[] = [];
  for (const path of paths) {
    const project = await adapter.findProject(session, path);
    if (project === null) throw new Error(`${path} cannot be found`);
    projects.push(project);
  }
  const accounts: string[] = [];
  for (const { id, token } of people) {
    const identity = await adapter.identify(openSession(forge, token));
    const personId = String(id);
    const linking = { personId, forge, token, identity, projects, level, now: clock() };
    accounts.push(await linkAccount(stores, linking));
  }
  return accounts;
}

export function createAdapter(kind: 'gitlab' | 'github'): ForgeAdapter {
  const logger = createQuietLogger();
  return kind === 'gitlab' ? createGitlabAdapter({ logger }) : createGithubAdapter({ logger });
}
