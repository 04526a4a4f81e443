const KEY = "centralita.imports";

/** Imports that were started in this tab and whose end nobody has been told of. */
export function watchedImports(tenantId: string): string[] {
  try {
    const kept: unknown = JSON.parse(sessionStorage.getItem(`${KEY}.${tenantId}`) ?? "[]");
    return Array.isArray(kept) ? kept.filter((id) => typeof id === "string") : [];
  } catch {
    // A browser that keeps nothing for us.
    return [];
  }
}

export function watchImport(tenantId: string, importId: string): void {
  save(tenantId, [...watchedImports(tenantId).filter((id) => id !== importId), importId]);
}

export function forgetImport(tenantId: string, importId: string): void {
  save(
    tenantId,
    watchedImports(tenantId).filter((id) => id !== importId),
  );
}

function save(tenantId: string, ids: string[]): void {
  try {
    sessionStorage.setItem(`${KEY}.${tenantId}`, JSON.stringify(ids));
  } catch {
    // As above: then the page of the import says how it ended.
  }
  window.dispatchEvent(new Event(KEY));
}

/** Calls `changed` whenever an import is watched or forgotten; returns the way out. */
export function onWatchedImports(changed: () => void): () => void {
  window.addEventListener(KEY, changed);
  return () => window.removeEventListener(KEY, changed);
}
