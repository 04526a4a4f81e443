/** The only leaves we ever override, in the vendor's words; flags and overrides come from this one list (elevenlabs.md §6.4). */
export const OVERRIDES = [
  "agent.prompt.prompt",
  "agent.first_message",
  "agent.language",
  "tts.voice_id",
] as const;
export type OverrideLeaf = (typeof OVERRIDES)[number];

/** Which of our leaves the vendor's agent accepts; `flags` is its `conversation_config_override`. */
export function readOverrideFlags(flags: unknown): OverrideLeaf[] {
  return OVERRIDES.filter((leaf) => {
    let at: unknown = flags;
    for (const part of leaf.split(".")) at = (at as Record<string, unknown> | null | undefined)?.[part];
    return at === true;
  });
}

/** The flags that switch these leaves on. */
export function overrideFlags(leaves: readonly OverrideLeaf[]): Record<string, object> {
  return plant(leaves.map((leaf) => [leaf, true]));
}

/** `conversation_config_override` with only what is allowed and known (elevenlabs.md §1.3: leave out, never send empty). */
export function overrideValues(
  allowed: readonly string[],
  values: Partial<Record<OverrideLeaf, string | null>>,
): Record<string, object> {
  const known = OVERRIDES.filter((leaf) => allowed.includes(leaf) && values[leaf]);
  return plant(known.map((leaf) => [leaf, values[leaf] ?? ""]));
}

function plant(entries: [path: string, value: unknown][]): Record<string, object> {
  const root: Record<string, object> = {};
  for (const [path, value] of entries) {
    const parts = path.split(".");
    const last = parts.pop() ?? "";
    let at = root as Record<string, unknown>;
    for (const part of parts) at = (at[part] ??= {}) as Record<string, unknown>;
    at[last] = value;
  }
  return root;
}
