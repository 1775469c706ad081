import { ForgeError } from '../../domain/errors.js';
import type { JobLog } from '../../domain/job-log.js';
import type { ForgeSession } from '../../domain/ports/forge-adapter.js';
import type { Project } from '../../domain/project.js';
import { fetchLog } from '../http/fetch-log.js';
import { toLogEnd } from '../log-text.js';
import { API_VERSION, type GithubClient } from './client.js';
import { parseOne } from './lenient-parse.js';
import { splitPath } from './project-path.js';
import { jobSchema } from './schema.js';

/** https://docs.github.com/en/rest/actions/workflow-jobs#download-job-logs-for-a-workflow-run */
export async function readJobLog(
  client: GithubClient,
  session: ForgeSession,
  { project, jobId, fetch }: { project: Project; jobId: string; fetch: typeof globalThis.fetch },
): Promise<JobLog> {
  const place = splitPath(project.path);
  if (place === null) throw new ForgeError('invalid', { detail: 'not an owner/repo path' });
  const answer = await client.get('GET /repos/{owner}/{repo}/actions/jobs/{job_id}', {
    ...place,
    job_id: jobId,
  });
  const { name, html_url: url = null, status } = parseOne(jobSchema, answer.data);
  const { forge, secret, gate, signal } = session;
  const path = [place.owner, place.repo].map((part) => encodeURIComponent(part)).join('/');
  const request = {
    method: 'GET',
    url: `${forge.apiUrl}/repos/${path}/actions/jobs/${encodeURIComponent(jobId)}/logs`,
    headers: {
      accept: 'application/vnd.github+json',
      authorization: `Bearer ${secret.reveal()}`,
      'user-agent': 'forgewatch',
      'x-github-api-version': API_VERSION,
    },
  };
  const text = await fetchLog(request, { gate, secret, signal, fetch });
  return { name, url, isRunning: status !== 'completed', end: text === null ? null : toLogEnd(text, secret) };
}
