import { proxySchema } from './proxies.js';

/**
 * Every setting, once: meaning, format, default, environment name. `.env.example` is generated from here.
 * A format throws one sentence that says what to write instead.
 */
export const schema = {
  telegram: {
    botToken: {
      doc: 'Token of the bot, from @BotFather.',
      format: 'bot-token',
      default: '',
      env: 'TELEGRAM_BOT_TOKEN',
      sensitive: true,
    },
    apiRoot: {
      doc: 'Bot API server; change it for a self-hosted one.',
      format: 'http-url',
      default: 'https://api.telegram.org',
      env: 'TELEGRAM_API_ROOT',
    },
  },
  database: {
    url: {
      doc: 'PostgreSQL 14 or later, as postgres://user:password@host:5432/name. Empty: an embedded database in DATA_DIR.',
      format: 'postgres-url',
      default: '',
      env: 'DATABASE_URL',
      sensitive: true,
    },
  },
  dataDir: {
    doc: 'Directory of the embedded database and of the generated secret key.',
    format: 'filled',
    default: './data',
    env: 'DATA_DIR',
  },
  secretKey: {
    doc: 'Seals the tokens in the database: 32 bytes in base64 or hex, or a passphrase of 16 characters or more. Empty: generated into DATA_DIR/secret.key.',
    format: 'secret-key',
    default: '',
    env: 'SECRET_KEY',
    sensitive: true,
  },
  gitlabUrls: {
    doc: 'GitLab instances that people may use, comma-separated base addresses. Nothing else is ever contacted.',
    format: 'base-urls',
    default: ['https://gitlab.com'],
    env: 'GITLAB_URLS',
  },
  githubUrls: {
    doc: 'GitHub and GitHub Enterprise instances that people may use, comma-separated base addresses.',
    format: 'base-urls',
    default: ['https://github.com'],
    env: 'GITHUB_URLS',
  },
  proxy: proxySchema,
  pollIntervalSeconds: {
    doc: 'The base interval: busy projects are looked at four times as often, silent ones less often the more of them there are. At least 5.',
    format: 'poll-interval',
    default: 60,
    env: 'POLL_INTERVAL_SECONDS',
  },
  retention: {
    events: {
      doc: 'How many days the timeline goes back, 30 to 3650. At least SNAPSHOT_DAYS: what is kept of an event also stops it from being told twice.',
      format: 'kept-days',
      default: 90,
      env: 'TIMELINE_DAYS',
    },
    snapshots: {
      doc: 'How many days it is remembered how what is over was last, 30 to 3650. What is open is remembered anyway.',
      format: 'kept-days',
      default: 90,
      env: 'SNAPSHOT_DAYS',
    },
    messages: {
      doc: 'How many days the news that were sent are kept, 30 to 3650: so long replies, buttons and /why work on them. At least SNAPSHOT_DAYS.',
      format: 'kept-days',
      default: 90,
      env: 'MESSAGE_DAYS',
    },
    actions: {
      doc: 'How many days the record goes back of what people did from the chat, 7 to 3650.',
      format: 'action-days',
      default: 90,
      env: 'ACTION_DAYS',
    },
    tickets: {
      doc: 'How many days a closed ticket of a service desk is kept with who reported it, 7 to 3650. 0: as long as its desk.',
      format: 'ticket-days',
      default: 0,
      env: 'TICKET_DAYS',
    },
  },
  allowedUsers: {
    doc: 'Telegram user ids that may use the bot, comma-separated; the first is the operator. Empty: the first to send the claim code from the log.',
    format: 'telegram-ids',
    default: [] as string[],
    env: 'ALLOWED_USERS',
  },
  reactions: {
    directory: {
      doc: 'Directory of your own code on events: see docs/reactions.md. Empty: none.',
      format: 'path',
      default: '',
      env: 'REACTIONS_DIR',
    },
    accounts: {
      doc: 'The accounts that reactions see and act with, as login@https://gitlab.example.com, one for each forge, comma-separated. The operator links them in the bot with /token.',
      format: 'reaction-accounts',
      default: [] as string[],
      env: 'REACTIONS_ACCOUNT',
    },
    projects: {
      doc: 'Addresses of the projects whose events reactions get, comma-separated: https://gitlab.example.com/acme/shop',
      format: 'base-urls',
      default: [] as string[],
      env: 'REACTIONS_PROJECTS',
    },
    dryRun: {
      doc: 'true: reactions change nothing; the log says what they would do.',
      format: 'flag',
      default: false,
      env: 'REACTIONS_DRY_RUN',
    },
  },
  log: {
    level: {
      doc: 'Least severe message that is written.',
      format: ['trace', 'debug', 'info', 'warn', 'error', 'fatal'],
      default: 'info',
      env: 'LOG_LEVEL',
    },
    format: {
      doc: 'json: one object a line. pretty: for people.',
      format: ['json', 'pretty'],
      default: 'json',
      env: 'LOG_FORMAT',
    },
  },
  http: {
    host: {
      doc: 'Address that the page and the health and metrics endpoints listen on. Anything but this machine alone needs HTTP_TOKEN.',
      format: 'filled',
      default: '127.0.0.1',
      env: 'HTTP_HOST',
    },
    port: {
      doc: 'Port of the page, /healthz, /readyz and /metrics. 0: off.',
      format: 'tcp-port',
      default: 0,
      env: 'HTTP_PORT',
    },
    token: {
      doc: 'What /readyz and /metrics want as a bearer token, 16 characters or more. Empty: nothing, on this machine alone.',
      format: 'http-token',
      default: '',
      env: 'HTTP_TOKEN',
      sensitive: true,
    },
    publicUrl: {
      doc: 'Address at which people reach the page, such as https://forgewatch.example.com. Empty: http://HTTP_HOST:HTTP_PORT.',
      format: 'public-url',
      default: '',
      env: 'HTTP_PUBLIC_URL',
    },
  },
};
