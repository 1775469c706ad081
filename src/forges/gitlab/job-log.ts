import { Jobs } from '@gitbeaker/rest';
import type { JobLog } from '../../domain/job-log.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { Project } from '../../domain/project.js';
import { fetchLog } from '../http/fetch-log.js';
import { toLogEnd } from '../log-text.js';
import type { GitlabClient } from './client.js';
import { parseReply } from './parse.js';
import { jobSchema } from './schema.js';
import { isOauthToken } from './token-form.js';

const ENDED: ReadonlySet<string> = new Set(['success', 'failed', 'canceled', 'skipped']);

/** https://docs.gitlab.com/api/jobs/#retrieve-a-job-log-file; gitbeaker would hold all of it. */
export async function readJobLog(
  client: GitlabClient,
  session: ForgeSession,
  { project, jobId, fetch }: { project: Project; jobId: string; fetch: typeof globalThis.fetch },
): Promise<JobLog> {
  const { body } = await client.ask(Jobs, (jobs) => jobs.show(project.id, Number(jobId)));
  const { name, web_url: url, status } = parseReply(jobSchema, body);
  const { forge, secret, gate, signal } = session;
  const token = secret.reveal();
  const request = {
    method: 'GET',
    url: `${forge.apiUrl}/projects/${encodeURIComponent(project.id)}/jobs/${encodeURIComponent(jobId)}/trace`,
    headers: isOauthToken(token) ? { authorization: `Bearer ${token}` } : { 'private-token': token },
  };
  const text = await fetchLog(request, { gate, secret, signal, fetch });
  return {
    name,
    url,
    isRunning: !ENDED.has(status ?? ''),
    end: text === null ? null : toLogEnd(text, secret),
  };
}
