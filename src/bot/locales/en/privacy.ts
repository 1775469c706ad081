/** What a chat is told that is sent no word that people wrote. */
export const privacy = {
  'bare.pipeline-pending': 'Pipeline is queued',
  'bare.pipeline-running': 'Pipeline is running',
  'bare.pipeline-waiting': 'Pipeline waits for a person',
  'bare.pipeline-success': 'Pipeline passed',
  'bare.pipeline-failed': 'Pipeline failed',
  'bare.pipeline-canceled': 'Pipeline was canceled',
  'bare.pipeline-skipped': 'Pipeline was skipped',
  'bare.deployment-pending': 'Deployment is queued',
  'bare.deployment-running': 'Deployment is under way',
  'bare.deployment-waiting': 'Deployment waits for approval',
  'bare.deployment-success': 'Deployed',
  'bare.deployment-failed': 'Deployment failed',
  'bare.deployment-canceled': 'Deployment was canceled',
  'bare.comment-added': 'New comment',
  'bare.ticket-changed': 'Your ticket has changed',
  'bare.block-review': 'waits for a review',
  'bare.letter':
    'A summary was due that names people and titles, which this chat is not sent. See it with /digest.',
} as const;
