import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { build } from "esbuild";
import { nodeCommand } from "./cores";
import {
  answerSchema,
  type MediaServerKind,
  type Question,
  type Sample,
  sampleSchema,
} from "./media-contract";

const BUNDLE = "dist/bench/media-server.mjs";

/** Bundled as `npm start` bundles the bridge, so that what is measured is what runs. */
export async function buildMediaServer(): Promise<void> {
  await build({
    entryPoints: ["bench/media-server.ts"],
    outfile: BUNDLE,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node20",
    packages: "external",
    sourcemap: true,
    logLevel: "warning",
  });
}

/** A server in a process of its own, so that its CPU time and memory are its own. */
export class MeasuredServer {
  readonly port: number;
  private readonly child: ChildProcess;

  private constructor(child: ChildProcess, port: number) {
    this.child = child;
    this.port = port;
  }

  static async start(
    kind: MediaServerKind,
    options: { agentUrl: string; isPinned: boolean; profile: string | undefined },
  ): Promise<MeasuredServer> {
    const [command, prefix] = nodeCommand(options.isPinned);
    const profiling = options.profile ? ["--cpu-prof", `--cpu-prof-dir=${options.profile}/${kind}`] : [];
    const flags = ["--expose-gc", "--enable-source-maps", ...profiling];
    const child = spawn(command, [...prefix, ...flags, BUNDLE, kind, options.agentUrl], {
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    const answer = answerSchema.parse(await nextMessage(child));
    if (!("port" in answer)) throw new Error("the server did not tell its port");
    return new MeasuredServer(child, answer.port);
  }

  async ask(question: Question): Promise<Sample> {
    const answered = nextMessage(this.child);
    this.child.send(question);
    return sampleSchema.parse(await answered);
  }

  async stop(): Promise<void> {
    const gone = once(this.child, "exit");
    this.child.disconnect();
    await gone;
  }
}

async function nextMessage(child: ChildProcess): Promise<unknown> {
  const settled = new AbortController();
  const { signal } = settled;
  const gone = once(child, "exit", { signal }).then(([code]) => {
    throw new Error(`the server ended with ${String(code)}`);
  });
  // Aborted as soon as the message is there.
  gone.catch(() => {});
  try {
    const [message]: unknown[] = await Promise.race([once(child, "message", { signal }), gone]);
    return message;
  } finally {
    settled.abort();
  }
}
