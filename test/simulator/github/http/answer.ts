/** What a route answers; the mounting adds headers, conditional requests and the count. */
export interface Answer {
  readonly status: number;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Built only when the caller does not have it yet. Takes the place of `body`. */
  readonly representation?: Representation;
}

export interface Representation {
  /** Rises whenever `render` would give something else. */
  readonly version: number;
  readonly lastModified?: Date;
  /** The same for everybody who may see it, so that it need not be rendered for each. */
  readonly isShared?: boolean;
  readonly render: () => Rendered;
}

export interface Rendered {
  readonly body: unknown;
  readonly link?: string;
}

export const DOCUMENTATION = 'https://docs.github.com/rest';

export function answer(status: number, body?: unknown, headers?: Record<string, string>): Answer {
  return { status, body, ...(headers === undefined ? {} : { headers }) };
}

export function problem(status: number, message: string, more: Record<string, unknown> = {}): Answer {
  return { status, body: { message, ...more, documentation_url: DOCUMENTATION, status: String(status) } };
}

export function notFound(): Answer {
  return problem(404, 'Not Found');
}

/** One missing or wrong field of a request's body. */
export function invalid(resource: string, field: string, code: 'missing_field' | 'invalid'): Answer {
  return problem(422, 'Validation Failed', { errors: [{ resource, field, code }] });
}

/** A request that is well formed but cannot be done. */
export function unprocessable(reason: string): Answer {
  return problem(422, 'Unprocessable Entity', { errors: [reason] });
}

export function entity(version: number, render: () => unknown, lastModified?: Date): Answer {
  const dated = lastModified === undefined ? {} : { lastModified };
  return { status: 200, representation: { version, ...dated, render: () => ({ body: render() }) } };
}
