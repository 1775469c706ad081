import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DeskAbsences1765050000000 implements MigrationInterface {
  readonly name = 'DeskAbsences1765050000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE desk ADD COLUMN absence text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE desk DROP COLUMN absence`);
  }
}
