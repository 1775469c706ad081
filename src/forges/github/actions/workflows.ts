import type { Workflow } from '../../../domain/ports/forge-actions.js';
import { FULL_PAGE } from '../all-pages.js';
import { parseWrappedList } from '../lenient-parse.js';
import { fileSchema, workflowSchema } from './schema.js';
import type { Site } from './site.js';

/** Each costs a request. */
const MAX_WORKFLOWS = 30;

const MAX_FILE_BYTES = 256 * 1024;

/** Those that can be run by hand on `ref`. https://docs.github.com/en/rest/actions/workflows#list-repository-workflows */
export async function listWorkflows(site: Site, ref: string): Promise<readonly Workflow[]> {
  const answer = await site.read('/actions/workflows', { per_page: FULL_PAGE });
  const { items } = parseWrappedList(workflowSchema, answer.data, 'workflows');
  // GitHub's own, such as that of Dependabot, have no file.
  const own = items.filter(({ state, path }) => state === 'active' && path.startsWith('.github/'));
  // The parser comes with the first workflow: it takes 8 MB of memory, which many never need.
  const { readInputs } = await import('./workflow-inputs.js');
  const found = await Promise.all(
    own.slice(0, MAX_WORKFLOWS).map(async ({ id, name, path }): Promise<readonly Workflow[]> => {
      const inputs = readInputs((await readFile(site, path, ref)) ?? '');
      return inputs === null ? [] : [{ id, name, inputs }];
    }),
  );
  return found.flat();
}

/** `null`: not on this ref, too large, or no file. https://docs.github.com/en/rest/repos/contents#get-repository-content */
async function readFile(site: Site, path: string, ref: string): Promise<string | null> {
  const answer = await site.detail('/contents/{path}', { path, ref });
  const file = fileSchema.safeParse(answer?.data);
  if (!file.success || file.data.size > MAX_FILE_BYTES) return null;
  return Buffer.from(file.data.content, 'base64').toString('utf8');
}
