import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Filled as projects are read anew. */
export class Roles1764350000000 implements MigrationInterface {
  readonly name = 'Roles1764350000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE project ADD COLUMN role text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE project DROP COLUMN role`);
  }
}
