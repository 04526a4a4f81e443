import { startHouse } from "../support/house.mjs";

/** The house a stranger starts, for all browser tests. Its addresses reach the tests through the environment. */
export default async function setup(): Promise<() => Promise<void>> {
  const { stop, output: _output, ...house } = await startHouse();
  process.env["CENTRALITA_E2E"] = JSON.stringify(house);
  return stop;
}
