import { describe, expect, it } from "vitest";
import { historyFor } from "./history";

const at = (seconds: number) => new Date(Date.UTC(2096, 10, 22, 10, 0, seconds));
const turn = (role: "agent" | "caller" | "advisor" | "tool", text: string, seconds: number) => ({
  role,
  text,
  spokenAt: at(seconds),
});
const use = (name: string, result: string | null, seconds: number) => ({
  toolCallId: `${seconds}:call_1`,
  name,
  arguments: { when: "mañana" },
  result,
  startedAt: at(seconds),
});
const DONE = JSON.stringify({ status: "done", say: "Su cita queda reservada." });

describe("what a model is told of a call", () => {
  it("is words and deeds in their order, with who said them", () => {
    const { items, earlier } = historyFor(
      [
        turn("agent", "Hola.", 0),
        turn("caller", "Quiero una cita.", 2),
        turn("agent", "Hecho.", 4),
        turn("advisor", "Soy Ana.", 5),
        turn("tool", "book_appointment", 3),
        turn("caller", "  ", 6),
      ],
      [use("book_appointment", DONE, 3), use("take_message", null, 7)],
    );
    expect(items).toEqual([
      { type: "said", role: "assistant", text: "Hola." },
      { type: "said", role: "user", text: "Quiero una cita." },
      {
        type: "call",
        callId: "3:call_1",
        name: "book_appointment",
        arguments: '{"when":"mañana"}',
        output: DONE,
      },
      { type: "said", role: "assistant", text: "Hecho." },
      { type: "said", role: "user", text: "(advisor) Soy Ana." },
    ]);
    expect(earlier).toEqual([]);
  });

  it("is bounded however long the call lasts; what was done long ago is told in a line", () => {
    const talk = Array.from({ length: 500 }, (_, nth) => turn("caller", "palabra ".repeat(500), nth + 10));
    const { items, earlier } = historyFor(talk, [
      use("book_appointment", DONE, 1),
      use("take_message", JSON.stringify({ status: "failed", say: "No." }), 2),
    ]);
    expect(items).toHaveLength(40);
    expect(JSON.stringify(items).length).toBeLessThan(100_000);
    expect(earlier).toEqual(["book_appointment: Su cita queda reservada."]);
  });
});
