import type { FilterRule, Toggle, WatchFilter } from './watch-filter.js';

export const MOST_RULES = 20;
/** Characters. */
export const LONGEST_PATTERN = 100;

/** Says of a topic or a kind of event that it is told, that it is not, or that the base decides. */
export function setToggle(filter: WatchFilter, toggle: Toggle, state: 'on' | 'off' | 'base'): WatchFilter {
  const others = (toggles: readonly Toggle[]): readonly Toggle[] =>
    toggles.filter((one) => !isSameToggle(one, toggle));
  return {
    ...filter,
    on: [...others(filter.on), ...(state === 'on' ? [toggle] : [])],
    off: [...others(filter.off), ...(state === 'off' ? [toggle] : [])],
  };
}

export function toggleState({ on, off }: WatchFilter, toggle: Toggle): 'on' | 'off' | 'base' {
  if (on.some((one) => isSameToggle(one, toggle))) return 'on';
  return off.some((one) => isSameToggle(one, toggle)) ? 'off' : 'base';
}

/** The same rule twice is one rule. The caller sees to `MOST_RULES`. */
export function addRule(filter: WatchFilter, list: 'include' | 'exclude', rule: FilterRule): WatchFilter {
  const hasIt = filter[list].some((one) => isSameRule(one, rule));
  return hasIt ? filter : { ...filter, [list]: [...filter[list], rule] };
}

export function removeRule(filter: WatchFilter, list: 'include' | 'exclude', rule: FilterRule): WatchFilter {
  return { ...filter, [list]: filter[list].filter((one) => !isSameRule(one, rule)) };
}

export function countRules({ include, exclude }: WatchFilter): number {
  return include.length + exclude.length;
}

function isSameToggle(one: Toggle, other: Toggle): boolean {
  return one.type === other.type && one.topic === other.topic;
}

function isSameRule(one: FilterRule, other: FilterRule): boolean {
  return one.field === other.field && one.pattern === other.pattern;
}
