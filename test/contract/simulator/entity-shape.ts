/** What names an entity has, wherever they stand in it. */
export interface Shape {
  readonly names: Set<string>;
  /** Places that hold nothing, so that what would be inside cannot be told. */
  readonly empty: Set<string>;
}

/** Names with the path to them; lists are walked through. */
export function shapeOf(
  list: readonly unknown[],
  at = '',
  shape: Shape = { names: new Set(), empty: new Set() },
): Shape {
  for (const item of list) {
    if (typeof item !== 'object' || item === null) continue;
    for (const [name, value] of Object.entries(item)) {
      const place = `${at}${name}`;
      const inside = (Array.isArray(value) ? value : [value]) as unknown[];
      shape.names.add(place);
      if (value === null || inside.length === 0) shape.empty.add(place);
      shapeOf(inside, `${place}.`, shape);
    }
  }
  return shape;
}

export function absentFrom(seen: Shape, expected: Shape): string[] {
  const isTold = (name: string): boolean => ![...seen.empty].some((place) => name.startsWith(`${place}.`));
  return [...expected.names].filter((name) => !seen.names.has(name) && isTold(name));
}
