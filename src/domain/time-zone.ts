import { nearestOf } from './nearest-word.js';

/** What was meant by a typed name: the zone, or those that come near. */
export type ZoneMatch =
  | { readonly kind: 'zone'; readonly zone: string }
  | { readonly kind: 'near'; readonly zones: readonly string[] };

/** Names of the database that `Intl` does not list, though it knows them. */
const UNLISTED = ['UTC', 'Asia/Kolkata', 'Europe/Kyiv', 'Asia/Ho_Chi_Minh', 'Asia/Kathmandu', 'Asia/Yangon'];
const MOST_NEAR = 3;
/** The longest name there is has 32 letters. */
const MAX_TYPED = 40;

/** `Europe/Berlin`, however it is written; a place alone, such as `berlin`, is enough where only one zone has it. */
export function findZone(typed: string): ZoneMatch {
  const wanted = typed.trim().replaceAll(/\s+/g, '_').toLowerCase().slice(0, MAX_TYPED);
  const names = zoneNames();
  const exact = names.find((name) => name.toLowerCase() === wanted);
  if (exact !== undefined) return { kind: 'zone', zone: exact };
  const places = names.filter((name) => placeOf(name) === wanted);
  const [only, ...others] = places;
  if (only !== undefined && others.length === 0) return { kind: 'zone', zone: only };
  if (isUnlistedZone(wanted)) return { kind: 'zone', zone: typed.trim() };
  return {
    kind: 'near',
    zones: only === undefined ? nearestZones(wanted, names) : places.slice(0, MOST_NEAR),
  };
}

function nearestZones(wanted: string, names: readonly string[]): readonly string[] {
  const keyOf = wanted.includes('/') ? (name: string) => name.toLowerCase() : placeOf;
  const left = [...names];
  const near: string[] = [];
  const limit = Math.max(2, Math.floor(wanted.length / 3));
  while (near.length < MOST_NEAR) {
    const best = nearestOf(wanted, left.map(keyOf));
    if (best === null || best.distance > limit) return near;
    const [name] = left.splice(left.map(keyOf).indexOf(best.word), 1);
    if (name !== undefined) near.push(name);
  }
  return near;
}

let known: readonly string[] | null = null;

function zoneNames(): readonly string[] {
  known ??= [...new Set([...UNLISTED, ...Intl.supportedValuesOf('timeZone')])];
  return known;
}

function placeOf(name: string): string {
  return name.split('/').at(-1)?.toLowerCase() ?? '';
}

/** Old names, such as `US/Eastern`. Bare offsets know no daylight-saving time and are refused. */
function isUnlistedZone(wanted: string): boolean {
  if (!/^[a-z]+(\/[a-z0-9_+-]+){0,2}$/.test(wanted)) return false;
  try {
    new Intl.DateTimeFormat('en-US', { timeZone: wanted });
    return true;
  } catch {
    return false;
  }
}
