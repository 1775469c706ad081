import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an event can be filtered by, for an inverted index. */
export const MARKS = [
  // An account's own numbers, so that what other people's accounts saw is never walked through.
  `CREATE FUNCTION event_mark(account_id uuid, field text, value text) RETURNS bigint
     LANGUAGE sql IMMUTABLE PARALLEL SAFE
     AS $$ SELECT hashtextextended(field || ':' || value, hashtextextended(account_id::text, 0)) $$`,
  `CREATE FUNCTION event_marks(account_id uuid, project_id text, type text, actor text, branches text[])
     RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
     DECLARE
       seed bigint := hashtextextended(account_id::text, 0);
       marks bigint[] := ARRAY[hashtextextended('project:' || project_id, seed),
         hashtextextended('type:' || type, seed)];
       branch text;
     BEGIN
       IF actor IS NOT NULL THEN marks := marks || hashtextextended('actor:' || actor, seed); END IF;
       FOREACH branch IN ARRAY branches LOOP
         marks := marks || hashtextextended('branch:' || branch, seed);
       END LOOP;
       RETURN marks;
     END $$`,
];

/** Without the list of what is not sorted in yet: that one is read whole by every search. */
export const MARKS_INDEX = `CREATE INDEX event_by_marks ON event USING gin (event_marks(account_id, project_id, type, actor, branches))
     WITH (fastupdate = off)`;

const UP = [
  ...MARKS,
  `CREATE INDEX event_by_type ON event (account_id, type, at, id)`,
  `CREATE INDEX event_on_branch ON event (account_id, (branches[1]), at, id) WHERE branches[1] IS NOT NULL`,
  `CREATE INDEX event_on_other_branch ON event (account_id, (branches[2]), at, id)
     WHERE branches[2] IS NOT NULL`,
  MARKS_INDEX,
];

const DOWN = [
  `DROP INDEX event_by_marks, event_on_other_branch, event_on_branch, event_by_type`,
  `DROP FUNCTION event_marks(uuid, text, text, text, text[])`,
  `DROP FUNCTION event_mark(uuid, text, text)`,
];

/** Ten seconds for a million events. */
export class TimelineFilters1764655000000 implements MigrationInterface {
  readonly name = 'TimelineFilters1764655000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
