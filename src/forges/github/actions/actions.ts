import type { Look, Target } from '../../../domain/actions/look.js';
import type { ForgeActions } from '../../../domain/ports/forge-actions.js';
import type { ForgeSession } from '../../../domain/ports/forge-adapter.js';
import type { Project } from '../../../domain/project.js';
import type { GithubClient } from '../client.js';
import { readChanges } from './changes.js';
import { listComments } from './comments.js';
import { listBranches, listLabels, listMembers, listTags } from './choices.js';
import { lookAtIssue } from './look-at-issue.js';
import { lookAtPipeline } from './look-at-pipeline.js';
import { lookAtPull } from './look-at-pull.js';
import { perform } from './perform.js';
import { openSite, type Site } from './site.js';
import { listOpenThreads } from './threads.js';
import { listWorkflows } from './workflows.js';

/** What a person may do on github.com and GitHub Enterprise. */
export function createGithubActions(clientOf: (session: ForgeSession) => GithubClient): ForgeActions {
  const open = (session: ForgeSession, project: Project): Promise<Site> =>
    openSite(clientOf(session), project);
  return {
    lookAt: async (session, project, target) => lookAt(await open(session, project), target),
    perform: async (session, project, order) => perform(await open(session, project), order),
    readChanges: async (session, project, number, page) =>
      readChanges(await open(session, project), number, page),
    listComments: async (session, project, on, page) => listComments(await open(session, project), on, page),
    listOpenThreads: async (session, project, number) =>
      listOpenThreads(await open(session, project), number),
    listMembers: async (session, project, query) => listMembers(await open(session, project), query),
    listLabels: async (session, project) => listLabels(await open(session, project)),
    listBranches: async (session, project, query) => listBranches(await open(session, project), query),
    listTags: async (session, project, query) => listTags(await open(session, project), query),
    listWorkflows: async (session, project, ref) => listWorkflows(await open(session, project), ref),
    // Files come in by the browser alone: https://docs.github.com/en/get-started/writing-on-github/working-with-advanced-formatting/attaching-files
    upload: null,
  };
}

async function lookAt(site: Site, target: Target): Promise<Look> {
  switch (target.kind) {
    case 'pipeline':
      return lookAtPipeline(site, target.id);
    case 'merge-request':
      return lookAtPull(site, target.number);
    case 'issue':
      return lookAtIssue(site, target.number);
  }
}
