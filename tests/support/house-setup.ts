import type { TestProject } from "vitest/node";
import { startHouse } from "./house.mjs";

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
  return stop;
}
