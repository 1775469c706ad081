import type { MigrationInterface, QueryRunner } from 'typeorm';

const UP = [
  `ALTER TABLE member ADD COLUMN chosen_language text`,
  `ALTER TABLE chat ADD COLUMN language text`,
];

const DOWN = [`ALTER TABLE chat DROP COLUMN language`, `ALTER TABLE member DROP COLUMN chosen_language`];

export class Languages1764800000000 implements MigrationInterface {
  readonly name = 'Languages1764800000000';

  async up(runner: QueryRunner): Promise<void> {
    for (const statement of UP) await runner.query(statement);
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const statement of DOWN) await runner.query(statement);
  }
}
