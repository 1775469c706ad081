import { EntitySchema, EntitySchemaOptions } from 'typeorm';

type TableOptions<T> = Pick<
  EntitySchemaOptions<T>,
  'name' | 'columns' | 'uniques' | 'indices' | 'foreignKeys'
>;

/** A table over a plain interface. Its keys are JavaScript's names, `columns` maps them to SQL's. */
export function defineTable<T extends object>(options: TableOptions<T>): EntitySchema<T> {
  return new EntitySchema(Object.assign(new EntitySchemaOptions<T>(), options));
}
