import pg from 'pg';

export interface CallCount {
  total: number;
  underWay: number;
}

/** What this process has asked of others, and what it waits for. */
export interface WorkUnderWay {
  /** Statements sent through `pg`, transaction brackets included. */
  readonly statements: CallCount;
  readonly fetches: CallCount;
}

/** Counts from now on, for the whole process; call it before anything keeps `fetch` for itself. */
export function countWork(): WorkUnderWay {
  const statements: CallCount = { total: 0, underWay: 0 };
  const fetches: CallCount = { total: 0, underWay: 0 };
  const prototype = pg.Client.prototype as { query: (...parameters: unknown[]) => unknown };
  const { query } = prototype;
  prototype.query = function counted(this: unknown, ...parameters: unknown[]): unknown {
    return follow(statements, query.apply(this, parameters));
  };
  const { fetch } = globalThis;
  globalThis.fetch = (...parameters) => follow(fetches, fetch(...parameters));
  return { statements, fetches };
}

function follow<T>(count: CallCount, result: T): T {
  count.total += 1;
  if (!(result instanceof Promise)) return result;
  count.underWay += 1;
  const ended = (): void => {
    count.underWay -= 1;
  };
  result.then(ended, ended);
  return result;
}
