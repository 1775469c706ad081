import { Issues, MergeRequests } from '@gitbeaker/rest';
import type { Discussed, Order } from '../../../domain/actions/order.js';
import type { RefusalCode } from '../../../domain/actions/refusal.js';
import { parseReply } from '../parse.js';
import { lockSchema } from '../schema/acting.js';
import { toNumber, type Acting } from './acting.js';
import { readRules } from './role.js';

/**
 * GitLab answers alike where the person may not, where nobody may, and where none but members may. What a look was had
 * of before is known not to be archived.
 */
export async function whyNot(acting: Acting, order: Order): Promise<RefusalCode> {
  switch (order.action) {
    case 'create-issue':
    case 'run-pipeline':
      return (await readRules(acting)).archived === true ? 'archived' : 'role';
    case 'comment':
    case 'edit-comment':
      return (await isLocked(acting, order)) ? 'locked' : 'role';
    default:
      return 'role';
  }
}

async function isLocked({ client, project }: Acting, { on, number }: Discussed): Promise<boolean> {
  const iid = toNumber(number);
  const { body } =
    on === 'issue'
      ? await client.ask(Issues, (issues) => issues.show(iid, { projectId: project.id }))
      : await client.ask(MergeRequests, (requests) => requests.show(project.id, iid));
  return parseReply(lockSchema, body).discussion_locked === true;
}
