import { ProjectMarkdownUploads } from '@gitbeaker/rest';
import type { FileContent } from '../../../domain/attachment.js';
import { ActionRefused } from '../../../domain/actions/refusal.js';
import { ForgeError } from '../../../domain/errors.js';
import { parseReply } from '../parse.js';
import { uploadSchema } from '../schema/acting.js';
import type { Acting } from './acting.js';
import { plainWords, verdictOn } from './refusal.js';

/** What stands before GitLab answers so, in HTML, as well as GitLab itself: `max_attachment_size`. */
const TOO_LARGE = 413;

/** https://docs.gitlab.com/api/project_markdown_uploads/#upload-a-file */
export async function upload({ client, project }: Acting, { name, bytes }: FileContent): Promise<string> {
  try {
    const { body } = await client.ask(ProjectMarkdownUploads, (uploads) =>
      uploads.create(project.id, { content: new Blob([bytes]), filename: name }),
    );
    return parseReply(uploadSchema, body).markdown;
  } catch (error) {
    throw error instanceof ForgeError ? explain(error) : error;
  }
}

/** Whoever may comment may bring a file, and is refused in the same words. */
function explain(error: ForgeError): Error {
  if (error.status === TOO_LARGE) return new ActionRefused('too-large');
  const verdict = verdictOn(error, { action: 'comment' });
  if (verdict === null || verdict === 'in-doubt') return error;
  return new ActionRefused(verdict, plainWords(error.words));
}
