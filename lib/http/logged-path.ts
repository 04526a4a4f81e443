/** Longer than any id of ours or a vendor's. */
const LONGEST_ID = 64;

/** A path as a log may hold it: a signed name tells who called and why (lib/sentences/signed-name.ts). */
export function loggedPath(path: string): string {
  return path
    .split("/")
    .map((part) => (part.length > LONGEST_ID ? "[signed]" : part))
    .join("/");
}
