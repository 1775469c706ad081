import { GraphQLError } from 'graphql';

export type ProblemType =
  'NOT_FOUND' | 'FORBIDDEN' | 'UNPROCESSABLE' | 'RATE_LIMITED' | 'EXCESSIVE_PAGINATION';

/** An error of the answer, which GitHub gives a `type`. */
export function graphqlProblem(type: ProblemType, message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { type } });
}

/** As GitHub writes it. */
export function renderProblem({ message, path, locations, extensions }: GraphQLError): unknown {
  const { type } = extensions;
  return { ...(typeof type === 'string' ? { type } : {}), path, locations, message };
}

/** Of a person who may not, as GitHub words it. */
export function notPermitted(login: string, mutation: string): GraphQLError {
  return graphqlProblem(
    'FORBIDDEN',
    `${login} does not have the correct permissions to execute \`${mutation}\``,
  );
}

/** Of a token that may not. */
export function notAccessible(): GraphQLError {
  return graphqlProblem('FORBIDDEN', 'Resource not accessible by personal access token');
}
