import type { MergeRequest } from '../../../domain/subjects/merge-request.js';
import { MAX_PATHS, type TouchedFiles } from '../../../domain/subjects/touched-files.js';
import { isUnread, knownTouched, type Touched, touchedBy } from '../../touched-files.js';
import { FULL_PAGE, readPages } from '../all-pages.js';
import type { Answer } from '../client.js';
import type { DropTally } from '../drop-tally.js';
import { isBroken } from '../errors.js';
import { parseList } from '../lenient-parse.js';
import type { ProjectReader } from '../project-reader.js';
import { changedFileSchema } from '../schema.js';
import type { GithubPull } from '../schema.js';
import { toChangedFile } from '../transform/document-change.js';

const MAX_PAGES = MAX_PATHS / FULL_PAGE;

/** Which files a pull request touches, asked for once for each head, and only where they are kept. */
export async function readTouched(
  project: ProjectReader,
  look: { readonly pull: GithubPull; readonly before: MergeRequest | null; readonly wantsFiles: boolean },
  drops: DropTally,
): Promise<Touched> {
  const { pull, before, wantsFiles } = look;
  const known = knownTouched(before, { headSha: pull.head.sha, targetBranch: pull.base.ref });
  if (!wantsFiles || !isUnread(known)) return known;
  return { touched: { ...(await readFiles(project, pull.number, drops)), headSha: pull.head.sha } };
}

async function readFiles(project: ProjectReader, number: number, drops: DropTally): Promise<TouchedFiles> {
  const found = await readPages(
    (page) => readPage(project, number, page),
    (data) => parseList(changedFileSchema, data),
    MAX_PAGES,
  );
  if (found === null) return touchedBy(null, true);
  const { items, faults } = found;
  drops.add(faults);
  return touchedBy(items.map(toChangedFile), faults.length > 0 || items.length >= MAX_PATHS);
}

/** `null`: the feed is not to be held up for it. https://docs.github.com/en/rest/pulls/pulls#list-pull-requests-files */
async function readPage(project: ProjectReader, number: number, page: number): Promise<Answer | null> {
  try {
    return await project.detail(`/pulls/${number}/files`, { per_page: FULL_PAGE, page });
  } catch (error) {
    if (isBroken(error)) return null;
    throw error;
  }
}
