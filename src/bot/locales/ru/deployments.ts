/** What is brought where. */
export const deployments = {
  'event.deployment-started': 'Начался деплой на {{environment}}: {{what}}',
  'event.deployment-waiting': 'Деплой на {{environment}} ждёт одобрения: {{what}}',
  'event.deployment-succeeded': 'Задеплоено на {{environment}}: {{what}}',
  'event.deployment-failed': 'Деплой на {{environment}} упал: {{what}}',
  'event.deployment-canceled': 'Деплой на {{environment}} отменён: {{what}}',

  'card.deployment-pending': 'Деплой на {{environment}} в очереди: {{what}}',
  'card.deployment-running': 'Идёт деплой на {{environment}}: {{what}}',
  'card.deployment-waiting': 'Деплой на {{environment}} ждёт одобрения: {{what}}',
  'card.deployment-success': 'Задеплоено на {{environment}}: {{what}}',
  'card.deployment-failed': 'Деплой на {{environment}} упал: {{what}}',
  'card.deployment-canceled': 'Деплой на {{environment}} отменён: {{what}}',
  'card.deployment-site': 'Открыть окружение',
} as const;
