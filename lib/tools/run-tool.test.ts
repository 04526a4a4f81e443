import { Ajv2020 } from "ajv/dist/2020";
import { describe, expect, it } from "vitest";
import { clientToolConfig, webhookToolConfig } from "@/lib/providers/elevenlabs/tools";
import { CALL_OUTCOMES } from "@/lib/vocabulary";
import { describeFunctions, describeTools } from "./run-tool";

const NAMES = [
  "find_free_slots",
  "book_appointment",
  "confirm_appointment",
  "reschedule_appointment",
  "cancel_appointment",
  "transfer_to_advisor",
  "take_message",
  "record_message",
  "do_not_call_again",
  "report_safety_concern",
  "report_result",
];
const ADDRESS = {
  url: "https://example.com/api/tools/x",
  header: { name: "X-Key", secretId: "s1" },
  fromVariables: { call_id: "call_id" },
};

describe("the tools of an agent", () => {
  it("are offered by the same names, end_call only where the conversation is ours", () => {
    expect(describeTools().map(({ name }) => name)).toEqual(NAMES);
    expect(describeFunctions().map(({ name }) => name)).toEqual([...NAMES, "end_call"]);
  });

  it.each(describeTools())("$name takes the same in all three offerings", (tool) => {
    const client = clientToolConfig(tool) as { parameters: { properties: object; required: string[] } };
    const webhook = webhookToolConfig(tool, ADDRESS) as {
      api_schema: { request_body_schema: { properties: Record<string, unknown>; required: string[] } };
    };
    const { call_id: callId, ...body } = webhook.api_schema.request_body_schema.properties;
    const offered = describeFunctions().find(({ name }) => name === tool.name);
    expect(Object.keys(client.parameters.properties)).toEqual(Object.keys(tool.properties));
    expect(body).toEqual(client.parameters.properties);
    // Which call it is comes from the conversation, never from the model.
    expect(callId).toEqual({ type: "string", dynamic_variable: "call_id" });
    expect(Object.keys(offered?.parameters.properties ?? {})).toEqual(Object.keys(tool.properties));
    expect(offered?.description).toBe(tool.description);
  });

  it("are strict functions: every parameter is named, and null where it may be left out", () => {
    const [report] = describeFunctions().filter(({ name }) => name === "report_result");
    expect(report).toMatchObject({ type: "function", strict: true });
    expect(report?.parameters).toMatchObject({
      required: ["outcome", "notes"],
      additionalProperties: false,
      properties: { outcome: { type: "string", enum: CALL_OUTCOMES }, notes: { type: ["string", "null"] } },
    });
    const validate = new Ajv2020().compile(report?.parameters ?? {});
    expect(validate({ outcome: "confirmed", notes: null })).toBe(true);
    expect(validate({ outcome: "confirmed" })).toBe(false);
    expect(validate({ outcome: "delighted", notes: null })).toBe(false);
    for (const { parameters } of describeFunctions()) {
      expect(parameters.required).toEqual(Object.keys(parameters.properties));
    }
  });

  it("tell the model to pass words, and to work out nothing", () => {
    const booking = describeTools().find(({ name }) => name === "book_appointment");
    expect(booking?.properties["when"]?.description).toMatch(/own words.*Do not calculate dates/);
  });
});
