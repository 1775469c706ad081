import { Issues } from '@gitbeaker/rest';
import type { IssueLook } from '../../../domain/actions/look.js';
import { parseReply } from '../parse.js';
import { issueSchema, type RawIssue } from '../schema.js';
import { toIssue } from '../transform/issue.js';
import { toNumber, type Acting } from './acting.js';
import { readRole, readRules } from './role.js';

export async function readIssue({ client, project }: Acting, number: string): Promise<RawIssue> {
  const { body } = await client.ask(Issues, (issues) =>
    issues.show(toNumber(number), { projectId: project.id }),
  );
  return parseReply(issueSchema, body);
}

/** Two requests. */
export async function lookAtIssue(acting: Acting, number: string): Promise<IssueLook> {
  const [rules, raw] = await Promise.all([readRules(acting), readIssue(acting, number)]);
  const role = await readRole(acting, rules);
  return {
    kind: 'issue',
    role,
    isArchived: rules.archived === true,
    issue: toIssue(raw, acting.client.serverTime()),
    text: raw.description,
  };
}
