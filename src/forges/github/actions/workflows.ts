import type { z } from 'zod';
import type { Workflow } from '../../../domain/ports/forge-actions.js';
import { FULL_PAGE, walkPages } from '../all-pages.js';
import { parseWrappedList } from '../lenient-parse.js';
import { fileSchema, workflowSchema } from './schema.js';
import type { Site } from './site.js';

/** Each costs a request. */
const MAX_WORKFLOWS = 100;
const AT_A_TIME = 10;
/** Also of those that are disabled, or GitHub's own. */
const MAX_PAGES = 3;

const MAX_FILE_BYTES = 256 * 1024;

/** Those that can be run by hand on `ref`. https://docs.github.com/en/rest/actions/workflows#list-repository-workflows */
export async function listWorkflows(site: Site, ref: string): Promise<readonly Workflow[]> {
  const all = await readAll(site);
  // GitHub's own, such as that of Dependabot, have no file.
  const own = all.filter(({ state, path }) => state === 'active' && path.startsWith('.github/'));
  // The parser comes with the first workflow: it takes 8 MB of memory, which many never need.
  const { readInputs } = await import('./workflow-inputs.js');
  const found: Workflow[] = [];
  for (let at = 0; at < Math.min(own.length, MAX_WORKFLOWS); at += AT_A_TIME) {
    const some = own.slice(at, at + AT_A_TIME);
    const files = await Promise.all(some.map(({ path }) => readFile(site, path, ref)));
    found.push(
      ...some.flatMap(({ id, name }, index) => {
        const inputs = readInputs(files[index] ?? '');
        return inputs === null ? [] : [{ id, name, inputs }];
      }),
    );
  }
  return found;
}

async function readAll(site: Site): Promise<readonly z.infer<typeof workflowSchema>[]> {
  const all: z.infer<typeof workflowSchema>[] = [];
  const ask = async (page: number) => {
    const { data } = await site.read('/actions/workflows', { per_page: FULL_PAGE, page });
    return parseWrappedList(workflowSchema, data, 'workflows');
  };
  for await (const { items } of walkPages(MAX_PAGES, ask)) all.push(...items);
  return all;
}

/** `null`: not on this ref, too large, or no file. https://docs.github.com/en/rest/repos/contents#get-repository-content */
async function readFile(site: Site, path: string, ref: string): Promise<string | null> {
  const answer = await site.detail('/contents/{path}', { path, ref });
  const file = fileSchema.safeParse(answer?.data);
  if (!file.success || file.data.size > MAX_FILE_BYTES) return null;
  return Buffer.from(file.data.content, 'base64').toString('utf8');
}
