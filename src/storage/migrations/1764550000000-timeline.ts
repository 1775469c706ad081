import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE event ADD COLUMN actor text, ADD COLUMN branches text[]`,
  `UPDATE event SET
     actor = lower(body #>> '{actor,login}'),
     branches = array_remove(ARRAY[body #>> '{subject,ref}', body #>> '{subject,branch}',
       body #>> '{subject,sourceBranch}', body #>> '{subject,targetBranch}'], NULL),
     at = coalesce(at, created_at)`,
  `ALTER TABLE event ALTER COLUMN branches SET NOT NULL, ALTER COLUMN at SET NOT NULL`,
  `CREATE INDEX event_in_time ON event (account_id, at, id)`,
  `CREATE INDEX event_of_project ON event (account_id, project_id, at, id)`,
  `CREATE INDEX event_by_actor ON event (account_id, actor, at, id)`,
  `CREATE INDEX event_in_order ON event (account_id, id)`,
];

const DOWN = [
  `DROP INDEX event_in_time, event_of_project, event_by_actor, event_in_order`,
  `ALTER TABLE event ALTER COLUMN at DROP NOT NULL, DROP COLUMN branches, DROP COLUMN actor`,
];

/** Fills every kept event in: a minute for a million of them. */
export class Timeline1764550000000 implements MigrationInterface {
  readonly name = 'Timeline1764550000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
