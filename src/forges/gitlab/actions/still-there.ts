import { Deployments, Jobs, Projects } from '@gitbeaker/rest';
import type { Discussed, Order } from '../../../domain/actions/order.js';
import type { GitlabReply } from '../client.js';
import { toNumber, toThreadId, type Acting } from './acting.js';
import { readIssue } from './look-at-issue.js';
import { readMergeRequest } from './look-at-merge-request.js';
import { readPipeline } from './look-at-pipeline.js';
import { projectOf } from './pipeline-orders.js';
import { DISCUSSIONS, NOTES } from './talk.js';

/** Reads what the order is about, as narrowly as it names it; throws `not-found` where that has gone. */
export async function readTarget(acting: Acting, order: Order): Promise<unknown> {
  const { client, project } = acting;
  switch (order.action) {
    case 'play-job':
      return client.ask(Jobs, (jobs) => jobs.show(projectOf(order, project), toNumber(order.jobId)));
    case 'decide-deployment':
      return client.ask(Deployments, (deployments) =>
        deployments.show(project.id, toNumber(order.deploymentId)),
      );
    case 'edit-comment':
      return readNote(acting, order, order.commentId);
    case 'comment':
      return order.threadId === null && order.answers !== undefined
        ? readNote(acting, order, order.answers)
        : readThread(acting, order);
    default:
      return readThread(acting, order);
  }
}

export function readNote({ client, project }: Acting, on: Discussed, noteId: string): Promise<GitlabReply> {
  return client.ask(NOTES[on.on], (notes) => notes.show(project.id, toNumber(on.number), toNumber(noteId)));
}

function readThread(acting: Acting, order: Order): Promise<unknown> {
  const { client, project } = acting;
  const threadId = 'threadId' in order ? order.threadId : null;
  if (threadId === null || !('number' in order)) return readSubject(acting, order);
  const on = 'on' in order ? order.on : 'merge-request';
  return client.ask(DISCUSSIONS[on], (discussions) =>
    discussions.show(project.id, toNumber(order.number), toThreadId(threadId)),
  );
}

function readSubject(acting: Acting, order: Order): Promise<unknown> {
  if ('on' in order && order.on === 'issue') return readIssue(acting, order.number);
  if ('number' in order) return readMergeRequest(acting, order.number);
  if ('pipelineId' in order) return readPipeline(acting, order.pipelineId);
  return acting.client.ask(Projects, (projects) => projects.show(acting.project.id));
}
