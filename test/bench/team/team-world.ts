import type { Forge, ForgeKind } from '../../../src/domain/forge.js';
import type { Clock } from '../../../src/domain/time.js';
import type { SimServer } from '../../simulator/core/sim-server.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';
import { forgeAt } from '../link-account.js';

export interface TeamMember {
  readonly login: string;
  /** Telegram id, and so the id of the private chat. */
  readonly id: number;
  readonly token: string;
}

export interface TeamWorld {
  readonly forge: Forge;
  readonly world: ForgeWorld;
  readonly server: SimServer;
  readonly telegram: TelegramSimulator;
  readonly people: readonly TeamMember[];
  /** Works on the same projects and has no chat. */
  readonly outsider: string;
  readonly paths: readonly string[];
  close(): Promise<void>;
}

export interface TeamSize {
  readonly people: number;
  readonly projects: number;
  /** Of none of the projects they are members, which are public then. */
  readonly areOutside?: boolean;
}

/** One simulated forge with a team that is a member of all its projects if nothing else is said, and their chats with the bot. */
export async function startTeam(kind: ForgeKind, size: TeamSize, clock: Clock): Promise<TeamWorld> {
  const [running, telegram] = await Promise.all([
    kind === 'gitlab' ? startGitlab({ clock }) : startGithub({ clock }),
    startTelegram({ clock }),
  ]);
  const { world, server, url } = running;
  const logins = Array.from({ length: size.people }, (_, index) => `person-${index + 1}`);
  for (const login of [OUTSIDER, ...logins]) world.addUser(login);
  const paths = Array.from({ length: size.projects }, (_, index) => `acme/project-${index + 1}`);
  const { areOutside = false } = size;
  const members = areOutside ? [OUTSIDER] : [OUTSIDER, ...logins];
  for (const path of paths) world.addProject(path, { members, isPrivate: !areOutside });
  const people = logins.map((login, index) => {
    const { id } = telegram.world.addPerson({ id: 2_001 + index, name: login, hasStarted: true });
    return { login, id, token: world.addToken(login) };
  });
  return {
    forge: forgeAt(kind, url),
    world,
    server,
    telegram,
    people,
    outsider: OUTSIDER,
    paths,
    close: async () => {
      await Promise.all([running.close(), telegram.close()]);
    },
  };
}

const OUTSIDER = 'outsider';
