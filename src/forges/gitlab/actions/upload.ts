import { ProjectMarkdownUploads } from '@gitbeaker/rest';
import type { FileContent } from '../../../domain/attachment.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { parseReply } from '../parse.js';
import { uploadSchema } from '../schema/acting.js';
import type { Acting } from './acting.js';
import { plainWords, verdictOn } from './refusal.js';
import { readRules } from './role.js';

/** What stands before GitLab answers so, in HTML, as well as GitLab itself: `max_attachment_size`. */
const TOO_LARGE = 413;

/** https://docs.gitlab.com/api/project_markdown_uploads/#upload-a-file */
export async function upload(acting: Acting, { name, bytes }: FileContent): Promise<string> {
  const { client, project } = acting;
  try {
    const { body } = await client.ask(ProjectMarkdownUploads, (uploads) =>
      uploads.create(project.id, { content: new Blob([bytes]), filename: name }),
    );
    return parseReply(uploadSchema, body).markdown;
  } catch (error) {
    throw error instanceof ForgeError ? await explain(acting, error) : error;
  }
}

/** Whoever may comment may bring a file, and is refused in the same words. */
async function explain(acting: Acting, error: ForgeError): Promise<Error> {
  if (error.status === TOO_LARGE) return new ActionRefused('too-large');
  const verdict = verdictOn(error, { action: 'comment' });
  if (verdict === null || verdict === 'in-doubt') return error;
  const isArchived = verdict === 'role' && (await readRules(acting)).archived === true;
  return new ActionRefused(isArchived ? 'archived' : verdict, plainWords(error.words));
}
