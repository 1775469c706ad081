import type { Subject, SubjectKind } from '../../domain/subject.js';
import { commentView } from './comment-view.js';
import { deploymentView } from './deployment-view.js';
import { imageView } from './image-view.js';
import { documentChangeView } from './document-change-view.js';
import { commitNoteView } from './commit-note-view.js';
import { issueView } from './issue-view.js';
import { mergeRequestView } from './merge-request-view.js';
import { milestoneView } from './milestone-view.js';
import { pipelineView } from './pipeline-view.js';
import { pushView } from './push-view.js';
import { releaseView } from './release-view.js';
import type { SubjectView } from './subject-view.js';
import { tagView } from './tag-view.js';
import { threadListView } from './thread-list-view.js';
import { wikiPageView } from './wiki-page-view.js';

/** One for each kind: a missing one does not compile. */
const VIEWS: { readonly [K in SubjectKind]: SubjectView<K> } = {
  pipeline: pipelineView,
  'merge-request': mergeRequestView,
  issue: issueView,
  comment: commentView,
  'commit-note': commitNoteView,
  'thread-list': threadListView,
  release: releaseView,
  tag: tagView,
  push: pushView,
  deployment: deploymentView,
  'wiki-page': wikiPageView,
  image: imageView,
  'document-change': documentChangeView,
  milestone: milestoneView,
};

/** The view of the subject's own kind, which may be given this subject. */
export function viewOf({ kind }: Subject): SubjectView<SubjectKind> {
  return VIEWS[kind] as SubjectView<SubjectKind>;
}
