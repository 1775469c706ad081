const FORGES = '^src/forges/';
const SDK = (name) => `node_modules/(?:${name})/`;

/** One owner folder for each SDK. */
const owners = [
  ['telegraf', 'telegraf', '^src/(bot|channels/telegram)/'],
  ['gitbeaker', '@gitbeaker/[^/]+', '^src/forges/gitlab/'],
  ['octokit', '@octokit/[^/]+', '^src/forges/github/'],
  ['isomorphic-git', 'isomorphic-git', '^src/forges/github/wiki/'],
  ['yaml', 'yaml', '^src/forges/github/actions/workflow-inputs\\.ts$'],
  ['diff', 'diff', '^src/forges/text-diff\\.ts$'],
  ['typeorm and pg', 'typeorm|pg|@electric-sql/pglite', '^src/storage/'],
  ['node-cron', 'node-cron', '^src/polling/scheduler\\.ts$'],
  ['p-queue', 'p-queue', '^src/(polling|outbox)/'],
  ['picomatch', 'picomatch', '^src/polling/match-rule\\.ts$'],
  ['toasted-notifier', 'toasted-notifier', '^src/channels/desktop/'],
  ['convict', 'convict', '^config/'],
  ['pino', 'pino', '^src/runtime/logger\\.ts$'],
  ['prom-client', 'prom-client', '^src/runtime/metrics\\.ts$'],
  ['jiti', 'jiti', '^src/reactions/worker/'],
  ['hono', 'hono|@hono/[^/]+', '^src/web/'],
  ['charts', 'echarts|zrender|@resvg/[^/]+|@expo-google-fonts/[^/]+', '^src/charts/'],
  ['undici', 'undici', '^src/proxy/'],
  ['https-proxy-agent', 'https-proxy-agent', '^src/channels/telegram/'],
  ['i18next', 'i18next', '^src/bot/translator\\.ts$'],
];

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'domain-stands-alone',
      comment: 'The nouns, rules and ports import nothing outside themselves.',
      severity: 'error',
      from: { path: '^src/domain/' },
      to: { pathNot: ['^src/domain/', '^(node:)?util$'] },
    },
    {
      name: 'events-are-pure',
      severity: 'error',
      from: { path: '^src/events/' },
      to: { pathNot: ['^src/(domain|events)/'] },
    },
    {
      name: 'polling-and-outbox-use-ports',
      severity: 'error',
      from: { path: '^src/(polling|outbox)/' },
      to: { path: '^src/(storage|forges|channels|bot|runtime|actions)/|^config/' },
    },
    {
      name: 'forges-know-only-the-domain',
      severity: 'error',
      from: { path: FORGES },
      to: { path: '^src/(?!domain/|forges/)|^config/' },
    },
    {
      name: 'forges-do-not-know-one-another',
      severity: 'error',
      from: { path: '^src/forges/(gitlab|github)/' },
      to: { path: '^src/forges/(gitlab|github)/', pathNot: '^src/forges/$1/' },
    },
    {
      name: 'storage-and-channels-know-only-the-domain',
      severity: 'error',
      from: { path: '^src/(storage|channels)/' },
      to: { path: '^src/(?!domain/|storage/|channels/|threads/)|^config/' },
    },
    {
      name: 'proxy-knows-only-the-domain',
      severity: 'error',
      from: { path: '^src/proxy/' },
      to: { path: '^src/(?!domain/|proxy/)|^config/' },
    },
    {
      name: 'charts-know-only-the-domain',
      severity: 'error',
      from: { path: '^src/charts/' },
      to: { path: '^src/(?!domain/|charts/|threads/)|^config/' },
    },
    {
      name: 'bot-talks-to-ports',
      severity: 'error',
      from: { path: '^src/bot/' },
      to: { path: '^src/(storage|forges|polling|outbox|runtime|charts)/|^config/' },
    },
    {
      name: 'reactions-talk-to-ports',
      severity: 'error',
      from: { path: '^src/reactions/' },
      to: { path: '^src/(storage|forges|outbox|channels|runtime)/|^config/' },
    },
    {
      name: 'reactions-never-reach-into-the-daemon',
      comment: 'The process of a module holds no token and no database.',
      severity: 'error',
      from: { path: '^src/reactions/worker/' },
      to: {
        path: '^src/(?!domain/|threads/|reactions/worker/|reactions/(event-names|messages|public)\\.ts$)|^config/',
      },
    },
    {
      name: 'web-talks-to-ports',
      severity: 'error',
      from: { path: '^src/web/' },
      to: { path: '^src/(?!domain/|events/|web/)|^config/' },
    },
    {
      name: 'only-the-entry-wires',
      severity: 'error',
      from: { pathNot: '^src/(main|app|daemon|wire-page)\\.ts$|^src/tail/|^test/' },
      to: { path: '^src/(app|daemon|wire-page)\\.ts$|^src/tail/' },
    },
    {
      name: 'no-tests-in-the-program',
      severity: 'error',
      from: { path: '^(src|config)/' },
      to: { path: '^test/' },
    },
    {
      name: 'no-development-packages',
      severity: 'error',
      from: { path: '^(src|config)/' },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    ...owners.map(([name, modules, owner]) => ({
      name: `one-owner-of-${name.replaceAll(' ', '-')}`,
      severity: 'error',
      from: { path: '^(src|config)/', pathNot: owner },
      to: { path: SDK(modules) },
    })),
  ],
  options: {
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'types', 'node', 'default'],
    },
  },
};
