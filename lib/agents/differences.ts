import {
  AGENT_FIELDS,
  type AgentField,
  type Difference,
  type Resolution,
  VENDOR_FIELDS,
  type VendorValue,
} from "./schema";
import type { VendorConfig } from "./vendor-config";

// Three states of every field that ElevenLabs holds too: ours, theirs, and what stood there after our last publication. Pure.

interface Sides {
  ours: VendorConfig;
  theirs: VendorConfig;
  /** Null: nothing of ours was ever there. */
  base: VendorConfig | null;
}

/** Every field in which the two sides differ, in the order in which it is shown. */
export function differencesOf({ ours, theirs, base }: Sides): Difference[] {
  return VENDOR_FIELDS.flatMap((field) => {
    const [here, there] = [ours[field], theirs[field] ?? null];
    if (here === undefined || isSame(here, there)) return [];
    const before = base?.[field];
    // A field that we did not manage at the last publication was nobody's: it is set, not overwritten.
    const changedThere = base === null || (before !== undefined && !isSame(before, there));
    return [{ field, ours: here, theirs: there, base: before ?? null, changedThere }];
  });
}

const isAgentField = (field: string): field is AgentField => AGENT_FIELDS.some((known) => known === field);

/**
 * What somebody changed there and nobody has decided on yet. Of an agent that was never published from here only the fields of a
 * person count: that the calls need their audio formats and webhooks goes without saying.
 */
export function undecided(
  differences: readonly Difference[],
  { resolve, isFirst }: { resolve: Resolution; isFirst: boolean },
): Difference[] {
  return differences.filter(
    ({ field, changedThere }) =>
      changedThere && resolve[field] === undefined && (isAgentField(field) || !isFirst),
  );
}

/** The fields that the request gives to the other side and that can be had from there. */
export function fieldsTaken(differences: readonly Difference[], resolve: Resolution): AgentField[] {
  return differences
    .map(({ field }) => field)
    .filter(isAgentField)
    .filter((field) => resolve[field] === "theirs");
}

/** Fields that the request would leave as they stand there although calls depend on them. */
export function fieldsNotGiven(resolve: Resolution): string[] {
  return Object.keys(resolve).filter(
    (field) => !isAgentField(field) && resolve[field as keyof Resolution] === "theirs",
  );
}

export function isSame(one: VendorValue | undefined, other: VendorValue | undefined): boolean {
  if (typeof one === "string" && typeof other === "string") return plain(one) === plain(other);
  if (Array.isArray(one) || Array.isArray(other)) {
    if (!Array.isArray(one) || !Array.isArray(other) || one.length !== other.length) return false;
    return one.every((item, index) => item === other[index]);
  }
  if (one !== null && other !== null && typeof one === "object" && typeof other === "object") {
    const names = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...names].every((name) => one[name] === other[name]);
  }
  return one === other;
}

/** Line ends and blanks at the end change on their way through a web form without anybody writing. */
function plain(text: string): string {
  return text.replaceAll("\r\n", "\n").trimEnd();
}
