import type { Person } from '../../../domain/forge.js';
import type { Project } from '../../../domain/project.js';
import type { WikiPage } from '../../../domain/subjects/wiki-page.js';
import { cutText } from '../../cut-text.js';
import type { PageChange } from '../wiki/changed-pages.js';
import type { WikiCommit } from '../wiki/wiki-repository.js';

/** A commit may name anybody, at any length. */
const MAX_NAME_LENGTH = 100;
const MAX_TITLE_LENGTH = 255;
const MAX_ADDRESS_LENGTH = 320;

export interface WikiLook {
  readonly project: Project;
  readonly viewer: Person;
  readonly head: string;
  /** Server's time: that of a commit is its author's clock. */
  readonly at: string;
}

export function toWikiPage(change: PageChange, { project, viewer, head, at }: WikiLook): WikiPage {
  const { action, name, formerName, commit, diff, mentions } = change;
  const wiki = `${project.url}/wiki`;
  return {
    kind: 'wiki-page',
    id: `${project.id}:${name}`,
    projectId: project.id,
    title: titleOf(name),
    text: null,
    edit: {
      action,
      version: commit?.sha ?? head,
      author: commit === null ? null : toPerson(commit.author, viewer),
      formerTitle: formerName === null ? null : titleOf(formerName),
      diff,
      mentions,
    },
    url: action === 'deleted' ? wiki : `${wiki}/${encodeURIComponent(name)}`,
    createdAt: at,
    updatedAt: at,
  };
}

function titleOf(name: string): string {
  return cutText(name.replaceAll('-', ' '), MAX_TITLE_LENGTH);
}

/** `12345+login@users.noreply.github.com`, in old ones without the number. */
const NO_REPLY = /^(?:(\d+)\+)?([^+@]+)@users\.noreply\./i;

/** A commit knows no accounts. Their own is known to the reader's by name, so that they are not told of it. */
function toPerson({ name: written, email }: WikiCommit['author'], viewer: Person): Person {
  const [, id, login] = NO_REPLY.exec(email.slice(0, MAX_ADDRESS_LENGTH)) ?? [];
  const name = cutText(written, MAX_NAME_LENGTH);
  if (id !== undefined && login !== undefined) return { id, login, name };
  const names = [viewer.login, viewer.name].map((one) => one.toLowerCase());
  const isViewer = names.includes((login ?? name).toLowerCase());
  return isViewer ? viewer : { id: `git:${login ?? name}`, login: login ?? name, name };
}
