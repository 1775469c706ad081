import type { BaseResourceOptions } from '@gitbeaker/requester-utils';
import {
  IssueDiscussions,
  IssueNotes,
  MergeRequestDiscussions,
  MergeRequestNotes,
  type ResourceNotes,
} from '@gitbeaker/rest';
import type { Discussed } from '../../../domain/actions/order.js';

type NotesClass = new (
  options: BaseResourceOptions<false>,
) => Pick<ResourceNotes, 'all' | 'create' | 'edit' | 'show'>;

export const NOTES: Readonly<Record<Discussed['on'], NotesClass>> = {
  'merge-request': MergeRequestNotes,
  issue: IssueNotes,
};

export const DISCUSSIONS: Readonly<Record<Discussed['on'], typeof IssueDiscussions>> = {
  'merge-request': MergeRequestDiscussions,
  issue: IssueDiscussions,
};
