/** The sandbox's settings: the only place that reads the environment. */
import { z } from "zod";

const settingsSchema = z.object({
  SANDBOX_HOST: z.string().min(1).default("127.0.0.1"),
  SANDBOX_PORT: z.coerce.number().int().min(0).max(65_535).default(3002),
  /** What the vendors' base address is to the product, when it is not this host and port. */
  SANDBOX_URL: z.url().optional(),
  /** The file of accounts, numbers and agents. */
  SANDBOX_WORLD: z.string().min(1),
  /** Where the vendors' memory is kept; without it, it is lost at the end. */
  SANDBOX_STATE: z.string().min(1).optional(),
});

export interface Settings {
  host: string;
  port: number;
  publicUrl: string | undefined;
  worldPath: string;
  statePath: string | undefined;
}

export function readSettings(): Settings {
  const settings = settingsSchema.parse(process.env);
  return {
    host: settings.SANDBOX_HOST,
    port: settings.SANDBOX_PORT,
    publicUrl: settings.SANDBOX_URL,
    worldPath: settings.SANDBOX_WORLD,
    statePath: settings.SANDBOX_STATE,
  };
}
