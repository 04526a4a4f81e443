import type { ApiDocument, ApiOperation } from "@/lib/http/schema";

export interface Listed {
  method: string;
  path: string;
  operation: ApiOperation;
}

export interface OperationGroup {
  name: string;
  description: string;
  /** For its heading. */
  id: string;
  operations: Listed[];
}

const METHODS = ["get", "post", "put", "patch", "delete"];

/** The document's operations by group, in the order of its tags, then by address and method. */
export function groupsOf(document: ApiDocument): OperationGroup[] {
  const all = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Listed => ({ method, path, operation })),
  );
  return document.tags.map(({ name, description }) => ({
    name,
    description,
    id: name.toLowerCase().replaceAll(/\W+/g, "-").replace(/-$/, ""),
    operations: all
      .filter(({ operation }) => operation.tags[0] === name)
      .sort((a, b) =>
        a.path < b.path ? -1 : a.path > b.path ? 1 : METHODS.indexOf(a.method) - METHODS.indexOf(b.method),
      ),
  }));
}

/** Groups with what matches every word; those without any are left out. */
export function matching(groups: readonly OperationGroup[], typed: string): OperationGroup[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  return groups
    .map((group) => ({
      ...group,
      operations: group.operations.filter(({ method, path, operation }) => {
        const scopes = operation.security.flatMap((scheme) => Object.values(scheme).flat());
        const text = [group.name, method, path, operation.summary, operation.operationId, ...scopes]
          .join(" ")
          .toLowerCase();
        return words.every((word) => text.includes(word));
      }),
    }))
    .filter(({ operations }) => operations.length > 0);
}
