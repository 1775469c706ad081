import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const TEXTS = join('src', 'bot', 'locales');

function sources(): readonly string[] {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src', name))
    .filter((path) => path.endsWith('.ts') && !path.startsWith(TEXTS))
    .map((path) => readFileSync(path, 'utf8'));
}

const QUOTED = /'([\w.-]+)'/g;
const PROPERTY = /\b([a-z][a-z\d]*):/gi;
const TEMPLATE = /`((?:[\w.-]|\$\{[^{}`]*\})+)`/g;
/** Code that translates with keys which the compiler does not check. */
const OF_UNTYPED_KEYS = /^(?:event|bare|card|reason|notice|web)\.[a-z]/;

/** The names of texts in the source: written out, or made from a pattern and a word that is written somewhere. */
export class NamedTexts {
  readonly #words = new Set<string>();
  readonly #patterns = new Map<string, RegExp>();

  constructor(files = sources()) {
    for (const file of files) {
      for (const [, word = ''] of file.matchAll(QUOTED)) this.#words.add(word);
      for (const [, word = ''] of file.matchAll(PROPERTY)) this.#words.add(word);
      for (const [, template = ''] of file.matchAll(TEMPLATE)) this.#addPattern(template);
    }
  }

  has(key: string): boolean {
    return this.#words.has(key) || [...this.#patterns.values()].some((pattern) => this.#makes(pattern, key));
  }

  written(): readonly string[] {
    return [...this.#words].filter((word) => OF_UNTYPED_KEYS.test(word));
  }

  #makes(pattern: RegExp, key: string): boolean {
    const [whole, ...parts] = pattern.exec(key) ?? [];
    return whole !== undefined && parts.every((part) => this.#words.has(part));
  }

  #addPattern(template: string): void {
    const fixed = template.split(/\$\{[^}]*\}/);
    const isOfKey = fixed.length > 1 && fixed.every((part) => /^[a-z.-]*$/.test(part));
    if (!isOfKey || !fixed.some((part) => /[a-z]{2}/.test(part))) return;
    const source = fixed.map((part) => part.replaceAll('.', String.raw`\.`)).join('([a-z\\d.-]+)');
    this.#patterns.set(template, new RegExp(`^${source}$`));
  }
}
