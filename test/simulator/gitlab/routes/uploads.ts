import { createHash } from 'node:crypto';
import { ApiError } from '../http/api-error.js';
import type { ApiRoutes } from '../http/api-routes.js';
import { type Call, person } from '../http/call.js';
import { findProject } from '../http/find.js';
import type { Project, Upload } from '../state/model.js';

/** What GitLab shows in a text rather than links to. */
const SHOWN = /\.(?:png|jpe?g|gif|bmp|tiff|ico|webp|svg|mp4|m4v|mov|webm|ogv|mp3|oga|ogg|spx|wav)$/i;

export function uploadRoutes(routes: ApiRoutes): void {
  routes.post('/projects/:id/uploads', create);
}

/** Whoever may read the project; what is too large is refused by the server in front of GitLab. */
function create(call: Call): unknown {
  const project = findProject(call);
  const author = person(call);
  const { store, input } = call;
  const { name, content } = input.file('file');
  if (content.length > project.settings.maxAttachmentBytes) {
    throw new ApiError(413, 'Request Entity Too Large');
  }
  const id = store.nextId();
  const secret = createHash('md5').update(`upload ${id}`).digest('hex');
  const upload = { id, author, secret, content, name: name.replaceAll(/[^\p{L}\p{N}_.+-]/gu, '_') };
  project.uploads.push(upload);
  return render(project, upload);
}

/** https://docs.gitlab.com/api/project_markdown_uploads/#upload-a-file */
function render(project: Project, { id, secret, name }: Upload): unknown {
  const isShown = SHOWN.test(name);
  const alt = isShown ? name.replace(SHOWN, '') : name;
  const url = `/uploads/${secret}/${name}`;
  return {
    id,
    alt,
    url,
    full_path: `/-/project/${project.id}${url}`,
    markdown: `${isShown ? '!' : ''}[${alt}](${url})`,
  };
}
