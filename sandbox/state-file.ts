/** The vendors' memory on disk: written a moment after a change, whole or not at all. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { z } from "zod";
import { type World, worldSchema } from "./world";

const SAVE_DELAY_MS = 500;
const stateSchema = z.object({
  version: z.literal(1),
  /** Accounts that came into being while the sandbox ran. */
  added: worldSchema.default(worldSchema.parse({})),
  twilio: z.unknown(),
  elevenlabs: z.unknown(),
});

export interface SavedState {
  added: World;
  twilio: unknown;
  elevenlabs: unknown;
}

export class StateFile {
  readonly #path: string;
  readonly #dump: () => SavedState;
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, dump: () => SavedState) {
    this.#path = path;
    this.#dump = dump;
  }

  changed(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#save().catch(() => this.changed());
    }, SAVE_DELAY_MS);
  }

  async close(): Promise<void> {
    clearTimeout(this.#timer);
    await this.#save();
  }

  /** Saves follow one another: an older one must not overwrite a newer. */
  async #save(): Promise<void> {
    const save = this.#writing.then(() => this.#write());
    this.#writing = save.catch(() => undefined);
    await save;
  }

  async #write(): Promise<void> {
    const text = JSON.stringify({ version: 1, ...this.#dump() });
    const draft = `${this.#path}.new`;
    await mkdir(dirname(this.#path), { recursive: true });
    await writeFile(draft, text, { mode: 0o600 });
    await rename(draft, this.#path);
  }
}

/** Undefined when nothing was saved yet. */
export async function readState(path: string): Promise<SavedState | undefined> {
  let text: string;
  try {
    text = await readFile(path, "utf8");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
  return stateSchema.parse(JSON.parse(text));
}
