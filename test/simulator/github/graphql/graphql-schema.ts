import { buildSchema, type GraphQLSchema } from 'graphql';

let loaded: Promise<GraphQLSchema> | null = null;

/** GitHub's own, built when it is first asked for: that takes a quarter of a second. */
export function loadGraphqlSchema(): Promise<GraphQLSchema> {
  loaded ??= build();
  return loaded;
}

async function build(): Promise<GraphQLSchema> {
  const { schema } = await import('@octokit/graphql-schema');
  return buildSchema(schema.idl, { assumeValid: true, assumeValidSDL: true });
}
