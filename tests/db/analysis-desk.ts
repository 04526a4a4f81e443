import { once } from "node:events";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { z } from "zod";

const asked = z.looseObject({
  model: z.string(),
  instructions: z.string(),
  input: z.string(),
  store: z.literal(false),
  text: z.looseObject({ format: z.looseObject({ schema: z.looseObject({}) }) }),
});
export type Asked = z.output<typeof asked>;

/** A finding that nobody can object to. */
export const FOUND = {
  title: "Quiere información",
  summary: "Preguntó por el precio de una limpieza. Llamará otro día.",
  outcome: "callback",
  intent: "information",
  qualification_score: 70,
  score_reasons: ["Tiene prisa"],
  sentiment: "positive",
  follow_up: null,
  confidence: 0.876,
};

/** OpenAI on a day of a test's choosing. */
export class ModelDesk {
  /** What it says next, the last one for ever: the text of the answer (`refusal`: it refuses), or the vendor's error. */
  answers: (string | { status: number; code: string })[] = [];
  asked: Asked[] = [];
  /** Happens before the next answer; once. */
  meanwhile: (() => Promise<unknown>) | undefined;
  /** The connection is closed instead of an answer. */
  breaks = false;
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      if (this.breaks) return void request.socket.destroy();
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        this.asked.push(asked.parse(JSON.parse(Buffer.concat(parts).toString("utf8"))));
        const answer = this.answers.length > 1 ? this.answers.shift() : this.answers[0];
        const deed = this.meanwhile;
        this.meanwhile = undefined;
        void Promise.resolve(deed?.()).then(() => {
          const isError = typeof answer === "object";
          response.writeHead(isError ? answer.status : 200, { "content-type": "application/json" });
          response.end(
            JSON.stringify(
              isError
                ? { error: { message: "No more money.", type: "requests", param: null, code: answer.code } }
                : responseOf(answer ?? JSON.stringify(FOUND)),
            ),
          );
        });
      });
    });
  }

  async open(): Promise<string> {
    await once(this.#server.listen(0, "127.0.0.1"), "listening");
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  close(): void {
    this.#server.close();
  }

  says(...findings: object[]): void {
    this.answers = findings.map((each) => JSON.stringify({ ...FOUND, ...each }));
  }
}

const responseOf = (text: string) => ({
  id: "resp_1",
  object: "response",
  status: "completed",
  model: "gpt-6-luna-2026-09-30",
  incomplete_details: null,
  output: [
    {
      id: "msg_1",
      type: "message",
      status: "completed",
      role: "assistant",
      content: [
        text === "refusal"
          ? { type: "refusal", refusal: "I cannot help with that." }
          : { type: "output_text", annotations: [], logprobs: [], text },
      ],
    },
  ],
  usage: {
    input_tokens: 1000,
    input_tokens_details: { cached_tokens: 0 },
    output_tokens: 200,
    output_tokens_details: { reasoning_tokens: 0 },
    total_tokens: 1200,
  },
});
