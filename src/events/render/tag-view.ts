import { line } from '../../domain/message.js';
import type { SubjectView } from './subject-view.js';

export const tagView: SubjectView<'tag'> = {
  status: null,
  lines: ({ name, sha, url }, { project }) => [
    line({ text: name, href: url }, ` · ${project.path} · ${sha.slice(0, 8)}`),
  ],
};
