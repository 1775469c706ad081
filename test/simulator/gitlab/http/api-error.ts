/** An answer other than success, thrown by whatever finds out. */
export class ApiError extends Error {
  readonly status: number;
  /** JSON, or plain text where it is a string. */
  readonly body: unknown;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}) {
    super(`answered with ${status}`);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

export function message(status: number, text: unknown): ApiError {
  return new ApiError(status, { message: text });
}

export function unauthorized(): ApiError {
  return message(401, '401 Unauthorized');
}

export function forbidden(detail?: string): ApiError {
  return message(403, detail === undefined ? '403 Forbidden' : `403 Forbidden  - ${detail}`);
}

/** What is missing and what is invisible get the same answer. */
export function notFound(what: string): ApiError {
  return message(404, `404 ${what} Not Found`);
}

/** A parameter that the API refuses. */
export function badParameter(text: string): ApiError {
  return new ApiError(400, { error: text });
}
