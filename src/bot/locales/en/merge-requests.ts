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
} as const;
