import { z } from 'zod';
import type { Forge } from '../../domain/forge.js';
import type { OwnProject } from '../../domain/project.js';

/** As they wait in the database for the next step. */
export const keptForge = z.object({
  kind: z.enum(['gitlab', 'github']),
  url: z.string(),
  apiUrl: z.string(),
});

export const keptProject = z.object({
  id: z.string(),
  path: z.string(),
  name: z.string(),
  url: z.string(),
  defaultBranch: z.string().nullable(),
});

export const keptPlace = z
  .object({ forge: keptForge, accountId: z.string().optional(), project: keptProject })
  .transform(({ accountId, ...place }) => ({ ...place, ...(accountId === undefined ? {} : { accountId }) }));

/** Where something new is to be made. */
export interface DraftPlace {
  readonly forge: Forge;
  /** As in `Ground`. */
  readonly accountId?: string;
  readonly project: OwnProject;
}

/** Of what is known of more than where it is. */
export function placeOnly({ forge, accountId, project }: DraftPlace): DraftPlace {
  return { forge, ...(accountId === undefined ? {} : { accountId }), project };
}
