import type { Look, Target } from '../../../domain/actions/look.js';
import type { ForgeActions } from '../../../domain/ports/forge-actions.js';
import type { ForgeSession } from '../../../domain/ports/forge-adapter.js';
import type { GithubClient } from '../client.js';
import { lookAtIssue } from './look-at-issue.js';
import { lookAtPipeline } from './look-at-pipeline.js';
import { lookAtPull } from './look-at-pull.js';
import { perform } from './perform.js';
import { openSite, type Site } from './site.js';

/** What a person may do on github.com and GitHub Enterprise. */
export function createGithubActions(
  clientOf: (session: ForgeSession) => GithubClient,
): Pick<ForgeActions, 'lookAt' | 'perform'> {
  return {
    lookAt: async (session, project, target) => {
      const client = clientOf(session);
      return lookAt(client, await openSite(client, project), target);
    },
    perform: async (session, project, order) => {
      const client = clientOf(session);
      return perform(client, await openSite(client, project), order);
    },
  };
}

async function lookAt(client: GithubClient, site: Site, target: Target): Promise<Look> {
  switch (target.kind) {
    case 'pipeline':
      return lookAtPipeline(site, target.id);
    case 'merge-request':
      return lookAtPull(client, site, target.number);
    case 'issue':
      return lookAtIssue(site, target.number);
  }
}
