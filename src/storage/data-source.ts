import type { Duplex } from 'node:stream';
import pg from 'pg';
import { DataSource, type Logger as OrmLogger } from 'typeorm';
import type { PostgresDataSourceOptions } from 'typeorm/driver/postgres/PostgresDataSourceOptions.js';
import type { Logger } from '../domain/logger.js';
import { AttendedClient } from './attended-client.js';
import { inviteTable, strangerTable } from './entities/access-tables.js';
import { accountTable } from './entities/account-table.js';
import { actionTable } from './entities/action-table.js';
import { cardTable } from './entities/card-table.js';
import { chatTable } from './entities/chat-table.js';
import { deskBlockTable, deskTable, heldCommentTable, ticketTable } from './entities/desk-tables.js';
import { eventTable } from './entities/event-table.js';
import { feedTable } from './entities/feed-table.js';
import { laneTable } from './entities/lane-table.js';
import { memberTable } from './entities/member-table.js';
import { mentionTable } from './entities/mention-table.js';
import { muteTable } from './entities/mute-table.js';
import { outboxTable } from './entities/outbox-table.js';
import { passTable } from './entities/pass-table.js';
import { pendingTable } from './entities/pending-table.js';
import { preferenceTable } from './entities/preference-table.js';
import { processTable } from './entities/process-table.js';
import { projectTable } from './entities/project-table.js';
import {
  reactionEventTable,
  reactionLaneTable,
  reactionMemoryTable,
  reactionRunTable,
} from './entities/reaction-tables.js';
import { roleTable } from './entities/role-table.js';
import { settingTable } from './entities/setting-table.js';
import { snapshotTable } from './entities/snapshot-table.js';
import { watchTable } from './entities/watch-table.js';
import { Initial1764000000000 } from './migrations/1764000000000-initial.js';
import { Filters1764100000000 } from './migrations/1764100000000-filters.js';
import { Actions1764200000000 } from './migrations/1764200000000-actions.js';
import { Roles1764350000000 } from './migrations/1764350000000-roles.js';
import { Reactions1764500000000 } from './migrations/1764500000000-reactions.js';
import { Timeline1764550000000 } from './migrations/1764550000000-timeline.js';
import { Passes1764600000000 } from './migrations/1764600000000-passes.js';
import { TimelineFilters1764655000000 } from './migrations/1764655000000-timeline-filters.js';
import { Desks1764700000000 } from './migrations/1764700000000-desks.js';
import { Preferences1764750000000 } from './migrations/1764750000000-preferences.js';
import { Languages1764800000000 } from './migrations/1764800000000-languages.js';
import { Deferring1764850000000 } from './migrations/1764850000000-deferring.js';
import { Mutes1764900000000 } from './migrations/1764900000000-mutes.js';
import { Access1764950000000 } from './migrations/1764950000000-access.js';
import { SummedUp1765010000000 } from './migrations/1765010000000-summed-up.js';
import { Sketches1765020000000 } from './migrations/1765020000000-sketches.js';
import { CardDeeds1765030000000 } from './migrations/1765030000000-card-deeds.js';
import { DesksAtRest1765050000000 } from './migrations/1765050000000-desks-at-rest.js';
import { EventPairs1765064000000 } from './migrations/1765064000000-event-pairs.js';
import { HeldSince1765066000000 } from './migrations/1765066000000-held-since.js';
import { Privacy1765070000000 } from './migrations/1765070000000-privacy.js';
import { Topics1765080000000 } from './migrations/1765080000000-topics.js';
import { Themes1765094000000 } from './migrations/1765094000000-themes.js';
import { Mentions1765094100000 } from './migrations/1765094100000-mentions.js';
import { Tallies1765096000000 } from './migrations/1765096000000-tallies.js';
import { BeforeMute1765106000000 } from './migrations/1765106000000-before-mute.js';

export const ENTITIES = [
  accountTable,
  actionTable,
  cardTable,
  chatTable,
  deskBlockTable,
  deskTable,
  eventTable,
  feedTable,
  heldCommentTable,
  inviteTable,
  laneTable,
  memberTable,
  mentionTable,
  muteTable,
  outboxTable,
  passTable,
  pendingTable,
  preferenceTable,
  processTable,
  projectTable,
  reactionEventTable,
  reactionLaneTable,
  reactionMemoryTable,
  reactionRunTable,
  roleTable,
  settingTable,
  snapshotTable,
  strangerTable,
  ticketTable,
  watchTable,
];

export const MIGRATIONS = [
  Initial1764000000000,
  Filters1764100000000,
  Actions1764200000000,
  Roles1764350000000,
  Reactions1764500000000,
  Timeline1764550000000,
  Passes1764600000000,
  TimelineFilters1764655000000,
  Desks1764700000000,
  Preferences1764750000000,
  Languages1764800000000,
  Deferring1764850000000,
  Mutes1764900000000,
  Access1764950000000,
  SummedUp1765010000000,
  Sketches1765020000000,
  CardDeeds1765030000000,
  DesksAtRest1765050000000,
  EventPairs1765064000000,
  HeldSince1765066000000,
  Privacy1765070000000,
  Topics1765080000000,
  Themes1765094000000,
  Mentions1765094100000,
  Tallies1765096000000,
  BeforeMute1765106000000,
];

export const MIGRATIONS_TABLE = 'migration';

const SERVER_POOL = 10;
/** One session does all the work; more connections would only queue in it. */
const EMBEDDED_POOL = 4;
const CONNECT_TIMEOUT_MS = 10_000;
const EMBEDDED_CONNECT_TIMEOUT_MS = 30_000;
/** A daemon that hangs in a transaction loses its row locks, as one that dies does. */
const SERVER_LIMITS = { idle_in_transaction_session_timeout: 60_000, statement_timeout: 60_000 };

export type DatabaseAddress =
  | { readonly kind: 'server'; readonly url: string }
  | { readonly kind: 'embedded'; readonly stream: () => Duplex };

/** A data source that is not connected yet. */
export function createDataSource(address: DatabaseAddress, log: Logger): DataSource {
  return new DataSource({
    type: 'postgres',
    driver: pg,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTableName: MIGRATIONS_TABLE,
    installExtensions: false,
    logger: ormLogger(log),
    logging: false,
    // The pool reports idle connections that broke; the next statement tells of an outage.
    poolErrorHandler: (error: unknown) => log.debug({ error }, 'idle database connection lost'),
    ...(address.kind === 'server' ? serverOptions(address.url) : embeddedOptions(address.stream)),
  });
}

function serverOptions(url: string): Partial<PostgresDataSourceOptions> {
  return {
    url,
    poolSize: SERVER_POOL,
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    applicationName: 'forgewatch',
    extra: { Client: AttendedClient, keepAlive: true, ...SERVER_LIMITS },
  };
}

/** Named in full, so that no `PG*` variable of the environment has a say. */
function embeddedOptions(stream: () => Duplex): Partial<PostgresDataSourceOptions> {
  return {
    host: 'embedded',
    port: 5432,
    username: 'postgres',
    password: 'none',
    database: 'postgres',
    ssl: false,
    poolSize: EMBEDDED_POOL,
    connectTimeoutMS: EMBEDDED_CONNECT_TIMEOUT_MS,
    extra: { Client: AttendedClient, stream },
  };
}

/** Statements and their parameters stay out of the log: they carry people's content. */
function ormLogger(log: Logger): OrmLogger {
  return {
    logQuery: () => undefined,
    logQueryError: () => undefined,
    logQuerySlow: () => undefined,
    logSchemaBuild: () => undefined,
    logMigration: (message) => log.info({ message }, 'database migration'),
    log: (level, message: unknown) => {
      if (level === 'warn') log.warn({ message }, 'database driver warning');
    },
  };
}
