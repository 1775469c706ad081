import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the last reads of a feed yielded. */
export class Tallies1765096000000 implements MigrationInterface {
  readonly name = 'Tallies1765096000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `ALTER TABLE feed ADD COLUMN counted_since timestamptz, ADD COLUMN fetched integer NOT NULL DEFAULT 0,
         ADD COLUMN stored integer NOT NULL DEFAULT 0`,
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE feed DROP COLUMN counted_since, DROP COLUMN fetched, DROP COLUMN stored`);
  }
}
