import type { TailForge, TailSettings } from '../../config/tail.js';
import { ForgeError } from '../domain/errors.js';
import type { Project } from '../domain/project.js';
import { EXIT, type TailEnd } from './exit-code.js';
import { type Asking, explain, type Refusal, sessionOf } from './open-account.js';
import { type NamedProject, variableBefore } from './tail-plan.js';

export interface FoundProjects {
  /** By address of the forge. */
  readonly byForge: ReadonlyMap<string, readonly Project[]>;
  /** Sentences on those that are left out. */
  readonly missing: readonly string[];
}

/** Looks for each project at the forges that it can be at. Missing and invisible are the same to whoever asks. */
export async function findProjects(
  asking: Asking,
  settings: Pick<TailSettings, 'forges' | 'nameOf'>,
  named: readonly NamedProject[],
): Promise<FoundProjects | Refusal> {
  const byForge = new Map<string, Project[]>();
  const missing: string[] = [];
  const variable = variableBefore(settings);
  for (const { typed, pathOrId, forges: possible } of named) {
    const places = settings.forges.filter(({ forge }) => possible.some(({ url }) => url === forge.url));
    const found: { readonly url: string; readonly project: Project }[] = [];
    for (const place of places) {
      const project = await findProject(asking, place, pathOrId);
      if (project !== null && 'sentence' in project) return project;
      if (project !== null) found.push({ url: place.forge.url, project });
    }
    const [first, second] = found;
    const urls = places.map(({ forge }) => forge.url).join(' and ');
    if (first === undefined) missing.push(`${typed} was not found at ${urls}, or your token may not see it.`);
    else if (second !== undefined)
      return ambiguous(`${variable}${typed}`, urls, variable === '' ? EXIT.usage : EXIT.config);
    else add(byForge, first.url, first.project);
  }
  return { byForge, missing };
}

async function findProject(
  asking: Asking,
  place: TailForge,
  pathOrId: string,
): Promise<Project | Refusal | null> {
  try {
    return await asking.adapters[place.forge.kind].findProject(sessionOf(asking, place), pathOrId);
  } catch (error) {
    if (!(error instanceof ForgeError)) throw error;
    return error.code === 'not-found' || error.code === 'forbidden' ? null : explain(error.code, place);
  }
}

/** The same project may be named twice, by its path and by its number. */
function add(byForge: Map<string, Project[]>, url: string, project: Project): void {
  const known = byForge.get(url) ?? [];
  if (!known.some(({ id }) => id === project.id)) byForge.set(url, [...known, project]);
}

function ambiguous(
  named: string,
  urls: string,
  code: TailEnd['code'],
): TailEnd & { readonly mayPass: false } {
  const sentence = `${named} is at ${urls}: say which with --gitlab or --github, or give its link.`;
  return { code, sentence, mayPass: false };
}
