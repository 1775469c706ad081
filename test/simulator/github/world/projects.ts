import type { ProjectOptions, TokenOptions, WorldProject, WorldUser } from '../../forge-world.js';
import { repoPageUrl } from '../render/address.js';
import { addAccount } from '../state/account.js';
import { type Role, addRepository, pathOf, renameRepository, setRole, touch } from '../state/repository.js';
import { type BranchRules, NO_RULES, type RepositorySettings } from '../state/settings.js';
import { addToken } from '../state/token.js';
import type { Moves, Scene } from './scene.js';

/** People, their tokens and their projects. */
export function projectMoves(
  scene: Scene,
): Moves<
  | 'addUser'
  | 'addToken'
  | 'revokeToken'
  | 'addProject'
  | 'removeMember'
  | 'setRole'
  | 'renameProject'
  | 'star'
  | 'watchRepository'
  | 'configure'
  | 'protect'
> {
  const { state } = scene;
  return {
    addUser(login: string, name?: string): WorldUser {
      return addAccount(state, 'User', login, name);
    },

    addToken(login: string, options: TokenOptions = {}): string {
      return addToken(state, scene.user(login), options).secret;
    },

    revokeToken(token: string): void {
      const known = state.tokens.get(token);
      if (known === undefined) throw new Error('There is no such token.');
      known.isRevoked = true;
    },

    addProject(path: string, options: ProjectOptions): WorldProject {
      const repository = addRepository(state, path, options);
      return { id: repository.id, path: pathOf(repository), url: repoPageUrl(state, repository) };
    },

    removeMember(path: string, login: string): void {
      setRole(state, scene.repository(path), scene.user(login), null);
    },

    setRole(path: string, login: string, role: Role): void {
      setRole(state, scene.repository(path), scene.user(login), role);
    },

    renameProject(path: string, newPath: string): void {
      renameRepository(state, scene.repository(path), newPath);
    },

    configure(path: string, settings: Partial<RepositorySettings>): void {
      const repository = scene.repository(path);
      repository.settings = { ...repository.settings, ...settings };
      touch(state, repository, ['representation']);
    },

    protect(path: string, rules: Partial<BranchRules>): void {
      const repository = scene.repository(path);
      repository.rules = { ...NO_RULES, ...rules };
      touch(state, repository, ['representation']);
    },

    star(path: string, login: string): void {
      const repository = scene.repository(path);
      repository.stargazers.add(scene.user(login));
      touch(state, repository, ['representation']);
    },

    watchRepository(path: string, login: string): void {
      scene.repository(path).watchers.add(scene.user(login));
    },
  };
}
