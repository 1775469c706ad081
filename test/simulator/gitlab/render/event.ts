import type { EventRow, PushData } from '../state/model.js';
import type { GitlabStore } from '../state/store.js';
import type { WikiPage } from '../state/wiki.js';
import { noteEntity } from './note.js';
import { iso } from './time.js';
import { basicUser } from './user.js';
import { basicWikiPage } from './wiki-page.js';

/** `action_name` is prose, and a reopened target reads like an opened one. */
const PROSE: Readonly<Record<string, string>> = {
  closed: 'closed',
  reopened: 'opened',
  merged: 'accepted',
  approved: 'approved',
  commented: 'commented on',
  joined: 'joined',
  left: 'left',
};

const PUSHED: Readonly<Record<PushData['action'], string>> = {
  created: 'pushed new',
  pushed: 'pushed to',
  removed: 'deleted',
};

export function eventEntity(store: GitlabStore, event: EventRow) {
  return {
    id: event.id,
    project_id: event.project.id,
    action_name: actionName(event),
    ...targetOf(store, event),
    author_id: event.author.id,
    created_at: iso(event.createdAt),
    author: basicUser(store, event.author),
    imported: false,
    imported_from: 'none',
    author_username: event.author.username,
  };
}

const SAID_CREATED: ReadonlySet<string> = new Set(['project', 'wiki-page']);

function actionName(event: EventRow): string {
  if (event.target.kind === 'push') return PUSHED[event.target.push.action];
  if (event.action === 'created') return SAID_CREATED.has(event.target.kind) ? 'created' : 'opened';
  return PROSE[event.action] ?? event.action;
}

function targetOf(store: GitlabStore, { target, action }: EventRow) {
  switch (target.kind) {
    case 'merge-request':
      return {
        target_id: target.mergeRequest.id,
        target_iid: target.mergeRequest.iid,
        target_type: 'MergeRequest',
        target_title: target.mergeRequest.title,
      };
    case 'issue':
      return {
        target_id: target.issue.id,
        target_iid: target.issue.iid,
        target_type: target.issue.replyTo === null ? 'Issue' : 'WorkItem',
        target_title: target.issue.title,
      };
    case 'note':
      return {
        target_id: target.note.id,
        target_iid: target.note.id,
        target_type: target.type,
        target_title: target.note.on.title,
        note: noteEntity(store, target.note),
      };
    case 'push':
      return { ...NO_TARGET, push_data: pushData(target.push) };
    case 'wiki-page':
      return wikiTarget(target.page, action);
    case 'project':
      return NO_TARGET;
  }
}

const NO_TARGET = { target_id: null, target_iid: null, target_type: null, target_title: null };

/** Of a page that is gone only the record behind it is left. */
function wikiTarget(page: WikiPage, action: EventRow['action']) {
  return {
    target_id: page.id,
    target_iid: null,
    target_type: 'WikiPage::Meta',
    target_title: page.title,
    ...(action === 'destroyed' ? {} : { wiki_page: basicWikiPage(page) }),
  };
}

function pushData(push: PushData) {
  return {
    commit_count: push.commitCount,
    action: push.action,
    ref_type: push.refType,
    commit_from: push.from,
    commit_to: push.to,
    ref: push.ref,
    commit_title: push.commitTitle,
    ref_count: null,
  };
}
