import { expect } from '@jest/globals';
import type { Look, LookOf, Target, TargetKind } from '../../../../src/domain/actions/look.js';
import type { Order, Receipt } from '../../../../src/domain/actions/order.js';
import type { ForgeActions } from '../../../../src/domain/ports/forge-actions.js';
import type { ForgeSession } from '../../../../src/domain/ports/forge-adapter.js';
import type { Project } from '../../../../src/domain/project.js';
import { Secret } from '../../../../src/domain/secret.js';
import { createGitlabAdapter } from '../../../../src/forges/gitlab/adapter.js';
import type { LoggedRequest } from '../../../simulator/core/request-log.js';
import { createMemoryLogger } from '../../../support/memory-logger.js';
import { RecordingGate } from '../../../unit/forges/http/recording-gate.js';
import { hasContracts } from '../../simulator/gitlab-contracts.js';
import { type GitlabScene, gitlabScene } from '../../simulator/gitlab-scene.js';
import { unknownRequests } from '../../simulator/unknown-requests.js';

export const APP = 'team/app';

/** One person at work in `team/app`, with a token of their own. */
export interface Hand {
  readonly actions: ForgeActions;
  readonly session: ForgeSession;
  readonly project: Project;
  lookAt<K extends TargetKind>(target: Extract<Target, { kind: K }>): Promise<LookOf<K>>;
  perform(order: Order): Promise<Receipt>;
}

/** Closing it fails where a request was none that GitLab specifies. */
export interface ActionsBench extends GitlabScene {
  /** Ann maintains, Bob develops, Rita reports, Gus is a guest; Eve is a stranger. */
  as(login: string, scopes?: readonly string[]): Hand;
  /** Head commit of a merge request. */
  head(number: number): Promise<string>;
  writes(): readonly LoggedRequest[];
}

export async function startActionsBench(): Promise<ActionsBench> {
  const scene = await gitlabScene();
  const { world, ids, url } = scene;
  world.addUser('rita', 'Rita Reporter');
  world.addUser('gus', 'Gus Guest');
  world.addMember(APP, 'rita', 20);
  world.addMember(APP, 'gus', 10);
  const { actions } = createGitlabAdapter({ logger: createMemoryLogger() });
  const project: Project = {
    id: String(ids.project),
    path: APP,
    name: 'app',
    url: `${url}/${APP}`,
    defaultBranch: 'main',
  };
  return {
    ...scene,
    as(login, scopes = ['api']) {
      const session: ForgeSession = {
        forge: { kind: 'gitlab', url, apiUrl: `${url}/api/v4` },
        secret: new Secret(world.addToken(login, { scopes })),
        gate: new RecordingGate(),
        signal: new AbortController().signal,
      };
      return {
        actions,
        session,
        project,
        lookAt: async <K extends TargetKind>(target: Extract<Target, { kind: K }>) => {
          const look: Look = await actions.lookAt(session, project, target);
          if (look.kind !== target.kind) throw new Error(`a look at ${look.kind}`);
          return look as LookOf<K>;
        },
        perform: (order) => actions.perform(session, project, order),
      };
    },
    async head(number) {
      const { json } = await scene.ask(`/projects/${ids.project}/merge_requests/${number}`);
      return (json as { sha: string }).sha;
    },
    writes: () => scene.server.log.entries.filter(({ method }) => method !== 'GET'),
    async close() {
      await scene.close();
      if (hasContracts) expect(unknownRequests(scene)).toEqual([]);
    },
  };
}

/** What the forge, or we, refused. */
export function refused(code: string): { readonly name: string; readonly code: string } {
  return { name: 'ActionRefused', code };
}
