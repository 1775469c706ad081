export type ForgeKind = 'gitlab' | 'github';

/** One GitLab or GitHub instance of the operator's allow-list. */
export interface Forge {
  readonly kind: ForgeKind;
  /** Base address without a trailing slash, as people know it: `https://gitlab.example.com`. */
  readonly url: string;
  /** Where its REST API lives: `https://gitlab.example.com/api/v4`, `https://api.github.com`. */
  readonly apiUrl: string;
}

/** A user as a forge names them. `id` is the forge's numeric id. */
export interface Person {
  readonly id: string;
  readonly login: string;
  readonly name: string;
  /** The forge says that it is a program. GitHub only; names tell of others. */
  readonly isBot?: true;
}

export function isSamePerson(one: Person | null, other: Person | null): boolean {
  return one !== null && other !== null && one.id === other.id;
}

/** An address as people type it: `gitlab.example.com`, `example.com/gitlab`. */
export function withoutScheme(url: string): string {
  return url.replace(/^https?:\/\//, '');
}
