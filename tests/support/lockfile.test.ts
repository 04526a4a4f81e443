import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { missingOptional } from "./complete-lockfile.mjs";

test("the lock file names the optional packages of every platform, so that npm ci works on all of them", () => {
  const lock = JSON.parse(readFileSync("package-lock.json", "utf8")) as { packages: Record<string, object> };
  expect(missingOptional(lock.packages)).toEqual([]);
});

test("an optional package without an entry is noticed", () => {
  const packages = { "": { optionalDependencies: { "other-platform": "1.0.0" } } };
  expect(missingOptional(packages)).toEqual([["other-platform", "1.0.0"]]);
});
