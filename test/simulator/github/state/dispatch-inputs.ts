import { parse } from 'yaml';

interface Declared {
  readonly required?: boolean;
  readonly default?: unknown;
  readonly type?: string;
  readonly options?: readonly string[];
}

/** Why GitHub does not run a workflow with these inputs, in its words, or nothing. */
export function refuseInputs(file: string, given: Readonly<Record<string, unknown>>): string | null {
  const { on } = parse(file) as { readonly on: unknown };
  if (!triggersOf(on).has('workflow_dispatch')) return "Workflow does not have 'workflow_dispatch' trigger";
  const dispatch = triggersOf(on).get('workflow_dispatch');
  const declared = new Map(
    Object.entries((dispatch as { inputs?: Record<string, Declared> } | null)?.inputs ?? {}),
  );
  const unknown = Object.keys(given).filter((name) => !declared.has(name));
  if (unknown.length > 0) return `Unexpected inputs provided: ${JSON.stringify(unknown)}`;
  const texts = new Map(
    Object.entries(given).map(([name, value]) => [name, JSON.stringify(value).replaceAll('"', '')]),
  );
  for (const [name, { required, default: preset, type, options = [] }] of declared) {
    const value = texts.get(name);
    if (value === undefined && required === true && preset === undefined) {
      return `Required input '${name}' not provided`;
    }
    if (value !== undefined && type === 'choice' && !options.includes(value)) {
      return `Provided value '${value}' for input '${name}' not in the list of allowed values`;
    }
  }
  return null;
}

function triggersOf(on: unknown): ReadonlyMap<string, unknown> {
  if (typeof on === 'string') return new Map([[on, null]]);
  if (Array.isArray(on)) return new Map(on.map((name) => [String(name), null]));
  return new Map(Object.entries(on as object));
}
