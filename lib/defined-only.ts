type Defined<T> = { [Key in keyof T]?: Exclude<T[Key], undefined> };

/** A patch without the fields that were left out, as `exactOptionalPropertyTypes` and SQL's SET want it. */
export function definedOnly<T extends object>(patch: T): Defined<T> {
  return Object.fromEntries(Object.entries(patch).filter(([, value]) => value !== undefined)) as Defined<T>;
}
