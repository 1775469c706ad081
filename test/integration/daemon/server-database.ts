import { randomUUID } from 'node:crypto';
import pg from 'pg';

/** Address of a server that tests may create databases on; empty when there is none. */
export const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? '';

/** A database of one test's own on the server. */
export class ServerDatabase {
  readonly name = `forgewatch_daemon_${randomUUID().replaceAll('-', '').slice(0, 12)}`;

  /** With a password that the daemon must keep to itself; a server that trusts its host does not look at it. */
  url(password?: string): string {
    const url = new URL(SERVER_URL);
    url.pathname = `/${this.name}`;
    if (password !== undefined && url.password === '') url.password = password;
    return url.href;
  }

  create(): Promise<void> {
    return onServer(`CREATE DATABASE ${this.name}`);
  }

  drop(): Promise<void> {
    return onServer(`DROP DATABASE IF EXISTS ${this.name} WITH (FORCE)`);
  }

  /** Ends every connection and lets nobody in until `letIn`. */
  async lockOut(): Promise<void> {
    await onServer(`ALTER DATABASE ${this.name} WITH ALLOW_CONNECTIONS false`);
    await this.endConnections();
  }

  letIn(): Promise<void> {
    return onServer(`ALTER DATABASE ${this.name} WITH ALLOW_CONNECTIONS true`);
  }

  /** Moves the database out of the way, as a restore from a backup does. */
  async rename(): Promise<void> {
    await this.lockOut();
    await onServer(`ALTER DATABASE ${this.name} RENAME TO ${this.name}_away`);
  }

  async renameBack(): Promise<void> {
    await onServer(`ALTER DATABASE ${this.name}_away RENAME TO ${this.name}`);
    await this.letIn();
  }

  endConnections(): Promise<void> {
    return onServer(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '${this.name}'`);
  }
}

async function onServer(statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: SERVER_URL });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
