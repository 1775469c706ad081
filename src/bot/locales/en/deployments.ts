/** What is brought where. */
export const deployments = {
  'event.deployment-started': 'Deploying to {{environment}}: {{what}}',
  'event.deployment-waiting': 'Deployment to {{environment}} waits for approval: {{what}}',
  'event.deployment-succeeded': 'Deployed to {{environment}}: {{what}}',
  'event.deployment-failed': 'Deployment to {{environment}} failed: {{what}}',
  'event.deployment-canceled': 'Deployment to {{environment}} was canceled: {{what}}',

  'card.deployment-pending': 'Deployment to {{environment}} is queued: {{what}}',
  'card.deployment-running': 'Deploying to {{environment}}: {{what}}',
  'card.deployment-waiting': 'Deployment to {{environment}} waits for approval: {{what}}',
  'card.deployment-success': 'Deployed to {{environment}}: {{what}}',
  'card.deployment-failed': 'Deployment to {{environment}} failed: {{what}}',
  'card.deployment-canceled': 'Deployment to {{environment}} was canceled: {{what}}',
  'card.deployment-site': 'Open the environment',
} as const;
