/** The least role that it is offered to, in one state of a subject; `null`: nobody. */
export interface Least {
  readonly others: string | null;
  /** Where it is their own. */
  readonly author: string | null;
}

/** By state, then by the name of the action. */
export type Table = ReadonlyMap<string, ReadonlyMap<string, Least>>;

/**
 * One row an action, one column a state, in each cell the first letter of the least role: `others/author` where they
 * differ, `-` for nobody.
 */
export function readTable(text: string, roles: readonly string[]): Table {
  const [states = [], ...rows] = text
    .trim()
    .split('\n')
    .map((row) => row.trim().split(/\s+/));
  const roleOf = (letter: string): string | null => {
    const role = roles.find((one) => one.startsWith(letter));
    if (role === undefined && letter !== '-') throw new Error(`No role begins with ${letter}.`);
    return role ?? null;
  };
  const columns = states.map((state, index) => {
    const cells = rows.map(([action = '', ...all]) => {
      const [others = '-', author = others] = (all[index] ?? '').split('/');
      return [action, { others: roleOf(others), author: roleOf(author) }] as const;
    });
    return [state, new Map(cells)] as const;
  });
  return new Map(columns);
}

/** Some cells in which the panel and the forge do not agree, and why that is so. */
export interface Exception {
  readonly action: string;
  readonly states: readonly string[];
  /** Both, where it is left out. */
  readonly who?: keyof Least;
  readonly why: string;
}

export function isExcepted(
  exceptions: readonly Exception[],
  cell: { readonly action: string; readonly state: string; readonly who: keyof Least },
): boolean {
  return exceptions.some(
    ({ action, states, who = cell.who }) =>
      action === cell.action && states.includes(cell.state) && who === cell.who,
  );
}
