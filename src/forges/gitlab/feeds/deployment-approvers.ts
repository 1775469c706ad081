import { Deployments, Projects } from '@gitbeaker/rest';
import type { Role } from '../../../domain/actions/look.js';
import type { Project } from '../../../domain/project.js';
import { parseReply } from '../parse.js';
import type { RawDeployment } from '../schema.js';
import { approvalRulesSchema, projectRulesSchema, type RawApprovalRule } from '../schema/acting.js';
import { mayApprove } from '../transform/approval.js';
import { toldRole } from '../transform/role.js';
import { askForDetail } from './detail.js';
import type { Asking, FeedRead } from './feed-read.js';

/** Of those that come to wait between two looks. */
const MAX_ASKED = 5;

/** By which rules it is approved; none where the plan has none. https://docs.gitlab.com/api/deployments/ */
export async function readApprovalRules(
  { client }: Pick<Asking, 'client'>,
  projectId: string,
  deploymentId: number,
): Promise<readonly RawApprovalRule[]> {
  const detail = await askForDetail(async () => {
    const { body } = await client.ask(Deployments, (deployments) =>
      deployments.show(projectId, deploymentId),
    );
    return parseReply(approvalRulesSchema, body);
  });
  return detail?.approval_summary?.rules ?? [];
}

/** Whether its rules say that the reader may approve it; `undefined`: it was not asked. */
export function approverReader(
  read: FeedRead,
  { id: projectId }: Pick<Project, 'id'>,
): (row: RawDeployment) => Promise<boolean | undefined> {
  let asked = 0;
  let role: Promise<Role> | null = null;
  return async (row) => {
    if (asked >= MAX_ASKED) return undefined;
    asked += 1;
    const rules = await readApprovalRules(read, projectId, Number(row.id));
    if (rules.length === 0) return false;
    const me = { id: read.request.viewer.id, isAdmin: false };
    if (mayApprove(rules, { ...me, role: 'none' }) === true) return true;
    role ??= readToldRole(read, projectId);
    return mayApprove(rules, { ...me, role: await role }) === true;
  };
}

/** Who has it by a group that the project is shared with is not told, and reads here. */
async function readToldRole({ client }: FeedRead, projectId: string): Promise<Role> {
  const project = await askForDetail(async () => {
    const { body } = await client.ask(Projects, (projects) => projects.show(projectId));
    return parseReply(projectRulesSchema, body);
  });
  return (project === null ? null : toldRole(project)) ?? 'read';
}
