import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";

const DOCUMENTS = readdirSync(".").filter((name) => name.endsWith(".md"));
const read = (file: string) => readFileSync(file, "utf8");
const unique = (found: Iterable<string>) => [...new Set(found)].sort();

/** What a text cites of the repository: targets of its links, and paths written as code that begin in a folder of ours. */
function citedPaths(text: string, folders: readonly string[]): string[] {
  const links = [...text.matchAll(/\]\(([^)#\s]+)/g)].map(([, target = ""]) => target);
  const code = [...text.matchAll(/`([\w.-]+\/[\w./{},*<>[\]()-]*)`/g)].map(([, cited = ""]) => cited);
  const ours = code.filter((cited) => folders.includes(cited.split("/")[0] ?? ""));
  return unique([...links.filter((target) => !/^[a-z]+:/.test(target)), ...ours.flatMap(expandBraces)]);
}

/** `lib/{a,b}.json` names two files; `lib/<noun>/` a folder in `lib`. */
function expandBraces(cited: string): string[] {
  const plain = cited.replace(/[<*].*$/, "");
  const braces = /^(.*)\{([^}]*)\}(.*)$/.exec(plain);
  if (!braces) return [plain];
  const [, before = "", choices = "", after = ""] = braces;
  return choices.split(",").map((choice) => before + choice + after);
}

/** `npm run a | b`, `start:web`: scripts by name, in words or in a block of commands. */
function citedScripts(text: string): string[] {
  const run = [...text.matchAll(/npm run ([\w:]+)/g)].map(([, name = ""]) => name);
  const named = [...text.matchAll(/\b(?:start|test|bench|db):[\w-]+/g)].map(([name]) => name);
  const bare = [...text.matchAll(/npm (start|test)\b/g)].map(([, name = ""]) => name);
  return unique([...run, ...named, ...bare]);
}

describe.each(DOCUMENTS)("%s", (document) => {
  const text = read(document);

  it("cites only files that exist", () => {
    const folders = readdirSync(".", { withFileTypes: true }).filter((entry) => entry.isDirectory());
    const cited = citedPaths(
      text,
      folders.map(({ name }) => name),
    );
    expect(cited.filter((file) => !existsSync(path.normalize(file)))).toEqual([]);
  });

  it("cites only scripts that exist", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    expect(citedScripts(text).filter((name) => !(name in scripts))).toEqual([]);
  });
});

it("a path and a script that do not exist are noticed", () => {
  const text =
    "See [map](lib/gone.ts), `lib/{a,b}/old.ts`, `app/<noun>/`, `/api/calls` and `npm run missing | test:none`.";
  expect(citedPaths(text, ["lib", "app"])).toEqual(["app/", "lib/a/old.ts", "lib/b/old.ts", "lib/gone.ts"]);
  expect(citedScripts(text)).toEqual(["missing", "test:none"]);
});

it("README is short enough to be read", () => {
  expect(read("README.md").split("\n").length).toBeLessThan(150);
});

it(".env.example explains every setting that is read, and no other", () => {
  const explained = unique(
    [...read(".env.example").matchAll(/^#?([A-Z][A-Z_]+)=/gm)].map(([, name = ""]) => name),
  );
  const declared = ["env.ts", "sandbox/settings.ts"].flatMap((file) => [
    ...read(file).matchAll(/^ {2}([A-Z][A-Z_]+):/gm),
  ]);
  const direct = ["start.mjs", "next.config.mjs"].flatMap((file) => [
    ...read(file).matchAll(/(?:process\.env|settings)\.([A-Z][A-Z_]+)/g),
  ]);
  // Set by whoever starts the process, not by whoever runs the product.
  const internal = ["CENTRALITA_SUPERVISED", "NODE_ENV"];
  const used = unique([...declared, ...direct].map(([, name = ""]) => name));
  expect(explained).toEqual(used.filter((name) => !internal.includes(name)));
});
