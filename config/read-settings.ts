export type Environment = Readonly<Record<string, string | undefined>>;

export function withoutUndefined(env: Environment): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

/** An empty variable means the default, as in a copied `.env.example`. */
export function withoutEmpty(env: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value.trim() !== ''));
}

/** What `validate` finds wrong, in words. `names`: each setting's path in the schema, and what its owner knows it as. */
export function findFaults(
  validate: () => void,
  names: Iterable<readonly [string, string]>,
): readonly string[] {
  try {
    validate();
    return [];
  } catch (error) {
    const text = error instanceof Error ? error.message : String(error);
    const known = [...names];
    return text.split('\n').map((fault) => named(fault, known));
  }
}

/** convict says `telegram.botToken: …`; an operator knows the setting as `TELEGRAM_BOT_TOKEN`. */
function named(fault: string, names: readonly (readonly [string, string])[]): string {
  for (const [path, name] of names) {
    if (fault.startsWith(`${path}:`))
      return `${name}${fault.slice(path.length + 1).replace(/: value was .*$/s, '')}`;
  }
  return fault;
}
