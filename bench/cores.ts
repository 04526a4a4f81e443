import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** The measured server has one core to itself and the load generator another, where the system lets us choose. */
const SERVER_CORE = "0";
const LOAD_CORE = "1";

/** Moves this process to the load generator's core; false where that is not possible. */
export function pinLoad(): boolean {
  if (process.platform !== "linux" || availableParallelism() < 2) return false;
  return spawnSync("taskset", ["-acp", LOAD_CORE, String(process.pid)]).status === 0;
}

/** The command that runs Node, on the server's core when this process is pinned. */
export function nodeCommand(isPinned: boolean): [string, string[]] {
  return isPinned ? ["taskset", ["-c", SERVER_CORE, process.execPath]] : [process.execPath, []];
}
