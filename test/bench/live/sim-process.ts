import type { Clock } from '../../../src/domain/time.js';
import type { ForgeWorld } from '../../simulator/forge-world.js';
import { startGithub } from '../../simulator/github/start-github.js';
import { startGitlab } from '../../simulator/gitlab/start-gitlab.js';
import { TELEGRAM_LIMITS } from '../../simulator/telegram/pacing.js';
import { startTelegram, type TelegramSimulator } from '../../simulator/telegram/start-telegram.js';
import { answerParent } from './ask-child.js';
import type { SimCounts, SimPerson, SimPlace, SimRequest, SimSetup } from './sim-messages.js';

/** The simulated systems in a process of their own, by the real clock; told over IPC what to do. */
const clock: Clock = () => new Date();

let count: (() => SimCounts) | null = null;

async function start(setup: SimSetup): Promise<SimPlace> {
  const running = setup.forge === 'gitlab' ? await startGitlab({ clock }) : await startGithub({ clock });
  const limits = setup.hasTelegramLimits ? { limits: TELEGRAM_LIMITS } : {};
  const telegram = await startTelegram({ clock, ...limits });
  const people = Array.from({ length: setup.people }, (_, index) =>
    settle(running.world, telegram, { index, projects: setup.projectsEach }),
  );
  const groups = Array.from(
    { length: setup.groups },
    (_, index) => telegram.world.addGroup({ title: `group ${index + 1}`, members: [people[0]?.id ?? 0] }).id,
  );
  count = () => ({
    forgeRequests: running.server.log.total,
    telegramRequests: telegram.server.log.total,
    violations: telegram.world.pacing.violations.length,
    messages: telegram.world.chats().reduce((sum, { messages }) => sum + messages.length, 0),
  });
  return { url: running.url, telegram: { url: telegram.url, token: telegram.token }, people, groups };
}

/** Somebody with projects of their own, each with a little of a past. */
function settle(
  world: ForgeWorld,
  telegram: TelegramSimulator,
  { index, projects }: { readonly index: number; readonly projects: number },
): SimPerson {
  const login = `person-${index + 1}`;
  world.addUser(login);
  const { id } = telegram.world.addPerson({ id: 2_001 + index, name: login, hasStarted: true });
  const owned = Array.from({ length: projects }, (_, at) => {
    const project = world.addProject(`${login}/project-${at + 1}`, { members: [login], isPrivate: true });
    const pipeline = world.startPipeline(project.path, { by: login, ref: 'main' });
    world.finishPipeline(project.path, pipeline.id, 'success');
    world.openMergeRequest(project.path, { author: login, title: 'Something', sourceBranch: 'something' });
    return project;
  });
  return { login, id, token: world.addToken(login), projects: owned };
}

async function answer(request: SimRequest): Promise<SimPlace | SimCounts> {
  if (request.kind === 'start') return start(request);
  if (count === null) throw new Error('Nothing has been started.');
  return count();
}

answerParent(answer);
