import type { Forge } from '../forge.js';
import type { JsonObject } from '../json.js';
import type { Project } from '../project.js';
import type { Target } from './look.js';
import type { Receipt } from './order.js';

/** `unsure`: the process ended before the answer came, and the forge does not show whether it was done. */
export type ActionResult = 'done' | 'refused' | 'failed' | 'unsure';

/** What somebody sets out to do. */
export interface Deed {
  /** Names what asked for it, such as a press: asked again it is the same deed, and is not done twice. */
  readonly requestKey: string;
  readonly personId: string;
  readonly personName: string;
  readonly forge: Pick<Forge, 'kind' | 'url'>;
  readonly login: string;
  /** The chat in which it was asked for; missing: in none. */
  readonly chatKey?: string;
  readonly project: Project;
  /** `null`: it makes something new. */
  readonly target: Target | null;
  /** As the forge calls that: `!12`; missing where its number is not known. */
  readonly label?: string;
  readonly action: string;
  /** How, without anything that somebody wrote. */
  readonly detail: JsonObject;
}

export interface ActionRecord extends Deed {
  readonly id: string;
  readonly startedAt: Date;
  /** `null`: under way, or its process ended. */
  readonly finishedAt: Date | null;
  readonly result: ActionResult | null;
  /** Of a refusal or a failure. */
  readonly code: string | null;
  readonly receipt: Receipt | null;
}

export interface ActionEnd {
  readonly result: ActionResult;
  readonly code: string | null;
  readonly receipt: Receipt | null;
}

const OWN_WORDS: readonly string[] = ['comment', 'edit-comment', 'edit-issue'];

/**
 * Two of these are not under way at the same time, whoever asks; `null`: any number, because each says something of its
 * own.
 */
export function occasionOf({ forge, project, target, action }: Deed): string | null {
  if (target === null || OWN_WORDS.includes(action)) return null;
  const name = target.kind === 'pipeline' ? target.id : target.number;
  return `${forge.url} ${project.id} ${target.kind}:${name} ${action}`;
}
