import { schema } from './schema.js';

interface Setting {
  readonly doc: string;
  readonly default: unknown;
  readonly env: string;
}

/** Text of `.env.example`: `npm run env-example` writes it, a test compares it. */
export function renderEnvExample(): string {
  const blocks = [...settings(schema)].map(({ doc, default: value, env }) => {
    const text = Array.isArray(value) ? value.join(',') : String(value);
    return `# ${doc}\n${text === '' ? '' : '# '}${env}=${text}\n`;
  });
  return [
    '# Settings of Forgewatch. Copy to .env and fill in; a line with # shows the default.\n',
    ...blocks,
  ].join('\n');
}

function* settings(node: object): Generator<Setting> {
  for (const child of Object.values(node) as readonly object[]) {
    if (isSetting(child)) yield child;
    else yield* settings(child);
  }
}

function isSetting(node: object): node is Setting {
  return 'env' in node && 'doc' in node && 'default' in node;
}
