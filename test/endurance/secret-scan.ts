import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** Something to search, with a name that a person can find it by. */
export interface Place {
  readonly name: string;
  readonly content: string | Buffer;
}

export interface Finding {
  readonly place: string;
  /** Index of the secret in the list, and the form that was found; the secret itself is not repeated. */
  readonly secret: number;
  readonly form: string;
}

/** So much of a secret's beginning or end gives it away, as in a text that was cut. */
const FRAGMENT = 14;

/** Every way in which one of the secrets stands in one of the places. */
export function findSecrets(secrets: readonly string[], places: readonly Place[]): readonly Finding[] {
  const forms = secrets.flatMap((secret, index) =>
    [...formsOf(secret)].map(([form, text]) => ({ secret: index, form, bytes: Buffer.from(text) })),
  );
  return places.flatMap(({ name, content }) => {
    const bytes = typeof content === 'string' ? Buffer.from(content) : content;
    return forms
      .filter((form) => bytes.includes(form.bytes))
      .map(({ secret, form }) => ({ place: name, secret, form }));
  });
}

/** As written, cut short, and as encoders write it, also in the middle of a longer text. */
function formsOf(secret: string): ReadonlyMap<string, string> {
  const forms = new Map<string, string>([
    ['plain', secret],
    ['beginning', secret.slice(0, FRAGMENT)],
    ['end', secret.slice(-FRAGMENT)],
    ['in an address', encodeURIComponent(secret)],
    ['in a form', new URLSearchParams([['', secret]]).toString().slice(1)],
    ['in JSON', JSON.stringify(secret).slice(1, -1)],
    ['hex', Buffer.from(secret).toString('hex')],
    ['HEX', Buffer.from(secret).toString('hex').toUpperCase()],
    ['reversed', secret.split('').reverse().join('')],
  ]);
  for (const shift of [0, 1, 2]) {
    const middle = base64Middle(secret, shift);
    forms.set(`base64 at ${shift}`, middle);
    forms.set(`base64url at ${shift}`, middle.replaceAll('+', '-').replaceAll('/', '_'));
  }
  return forms;
}

/** What base64 makes of the secret behind `shift` other bytes, whatever those and the following ones are. */
function base64Middle(secret: string, shift: number): string {
  const bytes = Buffer.concat([Buffer.alloc(shift), Buffer.from(secret)]);
  const whole = Math.floor((bytes.length * 8) / 6);
  return bytes.toString('base64').slice(Math.ceil((shift * 8) / 6), whole);
}

/** The bytes of every file below a directory. */
export async function filesOf(directory: string): Promise<readonly Place[]> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  return Promise.all(
    entries
      .filter((entry) => entry.isFile())
      .map(async (entry) => {
        const name = join(entry.parentPath, entry.name);
        return { name, content: await readFile(name) };
      }),
  );
}
