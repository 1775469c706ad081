import type { MigrationInterface, QueryRunner } from 'typeorm';
import { MARKS, MARKS_INDEX } from './1764655000000-timeline-filters.js';

const UP = [
  // An account's own numbers, so that what other people's accounts saw is never walked through.
  `CREATE FUNCTION event_pair(account_id uuid, fields text, one text, other text) RETURNS bigint
     LANGUAGE sql IMMUTABLE PARALLEL SAFE
     AS $$ SELECT hashtextextended(fields || ':' || one || ':' || other, hashtextextended(account_id::text, 0)) $$`,
  // Not by way of the other: while an index is made or analyzed, nothing outside the system's own schema is found.
  `CREATE FUNCTION event_pairs(account_id uuid, project_id text, type text, actor text, branches text[])
     RETURNS bigint[] LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
     DECLARE
       seed bigint := hashtextextended(account_id::text, 0);
       pairs bigint[] := ARRAY[hashtextextended('type+project:' || type || ':' || project_id, seed)];
       branch text;
     BEGIN
       IF actor IS NOT NULL THEN
         pairs := pairs || hashtextextended('actor+project:' || actor || ':' || project_id, seed)
           || hashtextextended('actor+type:' || actor || ':' || type, seed);
       END IF;
       FOREACH branch IN ARRAY branches LOOP
         pairs := pairs || hashtextextended('branch+project:' || branch || ':' || project_id, seed)
           || hashtextextended('branch+type:' || branch || ':' || type, seed);
         IF actor IS NOT NULL THEN
           pairs := pairs || hashtextextended('branch+actor:' || branch || ':' || actor, seed);
         END IF;
       END LOOP;
       RETURN pairs;
     END $$`,
  `DROP INDEX event_by_marks`,
  `DROP FUNCTION event_marks(uuid, text, text, text, text[])`,
  `DROP FUNCTION event_mark(uuid, text, text)`,
  // Without the list of what is not sorted in yet: that one is read whole by every search.
  `CREATE INDEX event_by_pairs ON event USING gin (event_pairs(account_id, project_id, type, actor, branches))
     WITH (fastupdate = off)`,
];

const DOWN = [
  `DROP INDEX event_by_pairs`,
  `DROP FUNCTION event_pairs(uuid, text, text, text, text[])`,
  `DROP FUNCTION event_pair(uuid, text, text, text)`,
  ...MARKS,
  MARKS_INDEX,
];

/** Reads the table of events once. */
export class EventPairs1765064000000 implements MigrationInterface {
  readonly name = 'EventPairs1765064000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
