import { ForgeError } from '../../../domain/errors.js';
import type { Project } from '../../../domain/project.js';
import type { GitlabClient } from '../client.js';
import type { Drops } from '../parse.js';

/** One person's doing in one project, for the time of one call. */
export interface Acting {
  readonly client: GitlabClient;
  readonly project: Project;
  readonly drops: Drops;
}

/** GitLab's ids and numbers are numbers; whatever else would end up in an address. */
export function toNumber(id: string): number {
  if (!/^\d{1,15}$/.test(id)) throw new ForgeError('invalid', { detail: 'not a number that GitLab gives' });
  return Number(id);
}

/** It becomes a part of an address. */
export function toThreadId(id: string): string {
  if (!/^\w{1,64}$/.test(id)) throw new ForgeError('invalid', { detail: 'not a thread that GitLab names' });
  return id;
}
