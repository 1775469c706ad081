/** What happens to a merge request besides its life and its reviews. */
export const mergeRequests = {
  'event.approval-withdrawn': '{{who}} withdrew the approval',
  'event.approval-lost': 'The approval of {{who}} no longer counts',
  'event.approval-lost-mine': 'Your approval no longer counts',
  'event.new-commits-since-review': 'New commits since your review, now at {{sha}}',
  'event.merge-request-unassigned': 'No longer assigned to you',
  'event.conflict-appeared': 'Conflicts with {{branch}}',
  'event.conflict-resolved': 'No longer conflicts with {{branch}}',
  'event.ready-to-merge': 'Ready to merge',
  'event.target-branch-changed': 'Now goes into {{branch}}',
  'event.auto-merge-set': 'Will merge by itself when all checks pass',
  'event.auto-merge-set-by': '{{who}} set it to merge when all checks pass',
  'event.auto-merge-failed': 'Will no longer merge by itself',
  'event.merge-request-labeled': 'Labeled {{labels}}',
} as const;
