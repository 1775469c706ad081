import { isAtLeast } from '../../../domain/actions/look.js';
import { leftOutOf } from '../../../domain/actions/left-out.js';
import {
  type CreateIssueOrder,
  type Discussed,
  NO_RECEIPT,
  type Receipt,
} from '../../../domain/actions/order.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import type { Person } from '../../../domain/forge.js';
import { issueSpot } from './look-at-issue.js';
import { pullSpot } from './pull-parts.js';
import { assignedSchema, createdIssueSchema } from './schema.js';
import type { Site, Spot } from './site.js';

/** Tokens with fine permissions may hold the one for pull requests and not that for issues. */
export function discussedSpot({ on, number }: Discussed): Spot {
  return on === 'merge-request' ? pullSpot(number) : issueSpot(number);
}

export async function close(site: Site, order: Discussed): Promise<Receipt> {
  return setState(site, order, 'closed');
}

export async function reopen(site: Site, order: Discussed): Promise<Receipt> {
  return setState(site, order, 'open');
}

/** https://docs.github.com/en/rest/issues/issues#update-an-issue */
async function setState(site: Site, order: Discussed, state: 'open' | 'closed'): Promise<Receipt> {
  const { path, params } = discussedSpot(order);
  await site.send('PATCH', path, { ...params, state }, { path, params });
  return NO_RECEIPT;
}

/** https://docs.github.com/en/rest/issues/issues#update-an-issue */
export async function editIssue(
  site: Site,
  { number, title, text: body }: Discussed & { readonly title: string; readonly text: string },
): Promise<Receipt> {
  const { path, params } = issueSpot(number);
  await site.send('PATCH', path, { ...params, title, body }, { path, params });
  return NO_RECEIPT;
}

/** GitHub passes over whom it does not assign. https://docs.github.com/en/rest/issues/assignees#add-assignees-to-an-issue */
export async function assign(site: Site, order: Discussed & { readonly person: Person }): Promise<Receipt> {
  const { path, params } = issueSpot(order.number);
  const body = { ...params, assignees: [order.person.login] };
  const answer = await site.send('POST', `${path}/assignees`, body, { path, params });
  const seen = assignedSchema.safeParse(answer.data);
  if (!seen.success || seen.data.assignees.some(({ id }) => id === order.person.id)) return NO_RECEIPT;
  throw new ActionRefused(isAtLeast(site.place.role, 'triage') ? 'invalid' : 'role');
}

/** https://docs.github.com/en/rest/issues/labels#add-labels-to-an-issue */
export async function label(site: Site, order: Discussed & { readonly label: string }): Promise<Receipt> {
  const { path, params } = issueSpot(order.number);
  await site.send('POST', `${path}/labels`, { ...params, labels: [order.label] }, { path, params });
  return NO_RECEIPT;
}

/** Labels and assignees of those who may not set them are passed over. https://docs.github.com/en/rest/issues/issues#create-an-issue */
export async function createIssue(site: Site, order: CreateIssueOrder): Promise<Receipt> {
  if (order.isConfidential) throw new ActionRefused('unsupported');
  const { title, text: body, labels, assignees } = order;
  const given = { title, body, labels, assignees: assignees.map(({ login }) => login) };
  const { data } = await site.send('POST', '/issues', given, null);
  const created = createdIssueSchema.safeParse(data);
  if (!created.success) return NO_RECEIPT;
  const { number, html_url: url, ...made } = created.data;
  const shown = { assignees: made.assignees, labels: made.labels?.map(({ name }) => name) ?? null };
  return { id: String(number), url, ...leftOutOf(order, shown) };
}
