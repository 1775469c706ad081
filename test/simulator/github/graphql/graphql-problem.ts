import { GraphQLError } from 'graphql';

export type ProblemType = 'NOT_FOUND' | 'FORBIDDEN' | 'RATE_LIMITED' | 'EXCESSIVE_PAGINATION';

/** An error of the answer, which GitHub gives a `type`. */
export function graphqlProblem(type: ProblemType, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** As GitHub writes it. */
export function renderProblem({ message, path, locations, extensions }: GraphQLError): unknown {
  const { type } = extensions;
  return { ...(typeof type === 'string' ? { type } : {}), path, locations, message };
}
