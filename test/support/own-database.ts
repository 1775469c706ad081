import pg from 'pg';

const SERVER_URL = process.env['TEST_DATABASE_URL'] ?? '';
const databases: string[] = [];

function onServer(statement: string): Promise<void> {
  return inDatabase(SERVER_URL, statement);
}

/** Runs something in the database at this address, behind the back of whoever uses it. */
export async function inDatabase(url: string, statement: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** An empty database on the server of `TEST_DATABASE_URL`; its address. */
export async function createDatabase(): Promise<string> {
  const name = `forgewatch_reactions_${process.pid}_${databases.length}`;
  databases.push(name);
  await onServer(`create database ${name}`);
  const url = new URL(SERVER_URL);
  url.pathname = `/${name}`;
  return url.href;
}

export async function dropDatabases(): Promise<void> {
  for (const name of databases.splice(0)) await onServer(`drop database if exists ${name} with (force)`);
}
