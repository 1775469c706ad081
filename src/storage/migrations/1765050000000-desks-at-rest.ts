import type { MigrationInterface, QueryRunner } from 'typeorm';

export class DesksAtRest1765050000000 implements MigrationInterface {
  readonly name = 'DesksAtRest1765050000000';

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE desk ADD COLUMN absence text`);
    await runner.query(`ALTER TABLE ticket ADD COLUMN written text`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query(`ALTER TABLE ticket DROP COLUMN written`);
    await runner.query(`ALTER TABLE desk DROP COLUMN absence`);
  }
}
