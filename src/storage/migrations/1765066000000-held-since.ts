import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Since when a comment waits for a look at its issue. */
export class HeldSince1765066000000 implements MigrationInterface {
  readonly name = 'HeldSince1765066000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE held_comment ADD COLUMN held_at timestamptz NOT NULL DEFAULT now()`);
    await runner.query(`ALTER TABLE held_comment ALTER COLUMN held_at DROP DEFAULT`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE held_comment DROP COLUMN held_at`);
  }
}
