import type { TestProject } from "vitest/node";
import { z } from "zod";
import { startHouse } from "./house.mjs";
import { judgeTwiml } from "./specs-twiml";
import { Sandbox } from "./telephone";

declare module "vitest" {
  interface ProvidedContext {
    house: {
      webUrl: string;
      bridgeUrl: string;
      sandboxUrl: string;
      workerUrl: string;
      dataFolder: string;
      email: string;
      password: string;
    };
  }
}

/** One house for all integration tests; each makes tenants of its own in it. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { stop, output: _output, ...house } = await startHouse();
  project.provide("house", house);
  return async () => {
    try {
      await judgeAllTwiml(house.sandboxUrl);
    } finally {
      await stop();
    }
  };
}

const documents = z.object({
  recordings: z.array(
    z.looseObject({ kind: z.string(), path: z.string().optional(), document: z.string().optional() }),
  ),
});

/**
 * Whatever callers and advisors were sent to in the whole run, also in files that judge nothing at their end. Vitest only prints what a
 * teardown throws: the exit code says that the run failed.
 */
async function judgeAllTwiml(sandboxUrl: string): Promise<void> {
  const { recordings } = documents.parse(await new Sandbox(sandboxUrl).control("GET", "recordings"));
  const faults = recordings
    .filter(({ kind }) => kind === "twiml")
    .flatMap(({ path, document = "" }) => judgeTwiml(document).map((fault) => `${path ?? ""}: ${fault}`));
  if (faults.length === 0) return;
  process.exitCode = 1;
  throw new Error(`TwiML that breaks Twilio's reference:\n${[...new Set(faults)].join("\n")}`);
}
