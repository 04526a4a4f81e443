import type { ApiScope } from "@/lib/vocabulary";

/** Who may write a thing may read it. */
export function scopesAllow(scopes: readonly ApiScope[], needed: ApiScope): boolean {
  return scopes.some((scope) => scope === needed || scope === needed.replace(/:read$/, ":write"));
}

/** Without those that another of them includes, in the order of the vocabulary they came in. */
export function withoutIncluded(scopes: readonly ApiScope[]): ApiScope[] {
  const distinct = [...new Set(scopes)];
  return distinct.filter(
    (scope) => !distinct.some((other) => other !== scope && scopesAllow([other], scope)),
  );
}
