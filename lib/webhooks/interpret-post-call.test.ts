import { describe, expect, it } from "vitest";
import type { CallFact } from "@/lib/calls/facts";
import { hasFailedToStart, interpretConversation, interpretInitiationFailure } from "./interpret-post-call";
import { turnsOf } from "./interpret-transcript";
import { type Conversation, conversation, initiationFailure, postCallWebhook } from "./post-call-shapes";

const AT = new Date("2026-09-21T14:18:20Z");
const START = 1_790_000_001;
const SID = `CA${"0".repeat(31)}1`;
const bridge = { direction: "inbound", mode: "bridge", twilioCallSid: SID, answeredBy: null } as const;
const native = { direction: "inbound", mode: "native", twilioCallSid: SID, answeredBy: null } as const;
const placed = { direction: "outbound", mode: "native", twilioCallSid: null, answeredBy: null } as const;

/** As the vendor's documentation shows it (elevenlabs.md §4.2), with what a test changes. */
function told(
  change: { metadata?: object; analysis?: object | null; [field: string]: unknown } = {},
): Conversation {
  const { metadata, analysis, ...rest } = change;
  return conversation.parse({
    agent_id: "agent_1",
    conversation_id: "conv_1",
    status: "done",
    has_audio: true,
    transcript: [
      {
        role: "agent",
        message: "Clínica Sol, dígame.",
        tool_calls: [],
        tool_results: [],
        time_in_call_secs: 0,
      },
      { role: "user", message: "Quiero una cita", time_in_call_secs: 4, feedback: null },
      {
        role: "agent",
        message: null,
        time_in_call_secs: 6,
        tool_calls: [
          {
            type: "webhook",
            request_id: "r1",
            tool_name: "check_slots",
            params_as_json: '{"date":"2026-12-01"}',
          },
        ],
        tool_results: [],
      },
      {
        role: "agent",
        message: "A las diez.",
        time_in_call_secs: 7.5,
        tool_calls: [],
        tool_results: [
          {
            request_id: "r1",
            tool_name: "check_slots",
            result_value: '{"slots":["10:00"]}',
            tool_latency_secs: 0.41,
          },
        ],
      },
    ],
    metadata: {
      start_time_unix_secs: START - 1,
      accepted_time_unix_secs: START,
      call_duration_secs: 62,
      cost: 296,
      cost_fiat: 0.08,
      termination_reason: "Client disconnected",
      error: null,
      phone_call: { type: "twilio", direction: "inbound", call_sid: SID, call_result: "answered" },
      ...metadata,
    },
    analysis:
      analysis === null
        ? null
        : {
            call_successful: "success",
            transcript_summary: "Pidió cita.",
            call_summary_title: "Cita",
            evaluation_criteria_results: { booked: { result: "success", rationale: "…", new_field: 7 } },
            data_collection_results: { outcome: { value: "booked", json_schema: { type: "string" } } },
            ...analysis,
          },
    ...rest,
  });
}

const factsOf = (events: { fact?: CallFact | undefined }[]) =>
  events.flatMap(({ fact }) => (fact ? [fact] : []));
const typesOf = (events: { type: string }[]) => events.map(({ type }) => type);

describe("a conversation that went well", () => {
  it("of a call the bridge heard tells title, summary, success and cost, and nothing that the bridge told", () => {
    const events = interpretConversation(bridge, told(), AT);
    expect(typesOf(events)).toEqual(["conversation_reported"]);
    expect(factsOf(events)).toEqual([
      {
        type: "conversation_reported",
        at: AT,
        conversationId: "conv_1",
        title: "Cita",
        summary: "Pidió cita.",
        successful: true,
        costElevenLabsUsd: "0.080000",
      },
    ]);
  });

  it("keeps no title that would not fit into a list", () => {
    const words = "x".repeat(1_000_000);
    const analysis = { call_summary_title: words, transcript_summary: words };
    const [fact] = factsOf(interpretConversation(bridge, told({ analysis }), AT));
    expect(fact).toMatchObject({ title: "x".repeat(200), summary: "x".repeat(10_000) });
  });

  it("keeps evaluation and collected data as they came, with fields we do not know", () => {
    const [reported] = interpretConversation(bridge, told(), AT);
    expect(reported?.payload).toMatchObject({
      hasAudio: true,
      callResult: "answered",
      durationSeconds: 62,
      costCredits: 296,
      evaluation: { booked: { result: "success", rationale: "…", new_field: 7 } },
      dataCollection: { outcome: { value: "booked", json_schema: { type: "string" } } },
    });
  });

  it("of a call that ElevenLabs carried also tells when the agent came on the line, and each tool", () => {
    const events = interpretConversation(native, told(), AT);
    expect(typesOf(events)).toEqual(["agent_connected", "tool_used", "conversation_reported"]);
    expect(factsOf(events)[0]).toEqual({
      type: "agent_connected",
      at: new Date(START * 1000),
      conversationId: "conv_1",
    });
    expect(events[1]).toMatchObject({
      externalKey: "tool:r1",
      occurredAt: new Date((START + 6) * 1000),
      payload: { name: "check_slots", toolType: "webhook", isError: false, durationMs: 410 },
    });
  });

  it("is the acceptance of an order whose answer was lost", () => {
    const [first] = factsOf(interpretConversation(placed, told(), AT));
    expect(first).toMatchObject({
      type: "dialled",
      state: "accepted",
      twilioCallSid: SID,
      conversationId: "conv_1",
    });
    const known = interpretConversation({ ...placed, twilioCallSid: SID }, told(), AT);
    expect(typesOf(known)).not.toContain("dial_accepted");
  });
});

describe("a conversation that did not start", () => {
  const missing = { code: 1008, reason: "Missing required dynamic variables in first message: {'name'}" };
  const silent = { transcript: [], analysis: { call_successful: "success" } };
  it.each([
    ["by its error", { metadata: { error: missing, call_duration_secs: 1 }, ...silent }, true],
    [
      "by its reason",
      { metadata: { termination_reason: "Initialization failed", call_duration_secs: 0 }, ...silent },
      true,
    ],
    ["not: it lasted a minute", { metadata: { error: missing } }, false],
    ["not: somebody was heard", { metadata: { error: missing, call_duration_secs: 1 } }, false],
    ["not: nothing is wrong", { metadata: { call_duration_secs: 1 }, ...silent }, false],
  ])("is known %s", (_how, change, expected) => {
    expect(hasFailedToStart(told(change))).toBe(expected);
  });

  it.each([native, bridge])("has failed, although the vendor says done and success ($mode)", (call) => {
    const said = told({ metadata: { error: missing, call_duration_secs: 1 }, ...silent });
    expect(said).toMatchObject({ status: "done", analysis: { call_successful: "success" } });
    const facts = factsOf(interpretConversation(call, said, AT));
    expect(facts).toMatchObject([
      { type: "went_wrong", code: "conversation_not_started", message: missing.reason },
      { type: "conversation_reported", successful: false },
    ]);
  });

  it("is told apart from one that broke on the way, in which the agent had been on the line", () => {
    const said = told({ metadata: { error: { code: 1011, reason: "LLM cascade failed" } } });
    expect(factsOf(interpretConversation(native, said, AT)).map(({ type }) => type)).toEqual([
      "agent_connected",
      "went_wrong",
      "conversation_reported",
    ]);
    expect(typesOf(interpretConversation(bridge, said, AT))).toEqual(["conversation_reported"]);
  });
});

describe("how the telephone call came out", () => {
  it.each([
    ["busy", "busy"],
    ["no_answer", "no_answer"],
    ["failed", "failed"],
  ])("%s ends it", (call_result, status) => {
    const said = told({
      status: "failed",
      transcript: [],
      metadata: { call_duration_secs: 0, phone_call: { call_sid: SID, call_result } },
    });
    const facts = factsOf(interpretConversation(placed, said, AT));
    expect(facts).toContainEqual({ type: "ended", status, at: AT, durationSeconds: null });
    expect(facts.map(({ type }) => type)).not.toContain("agent_connected");
  });

  it("answered is no end: the call may have been passed on", () => {
    expect(factsOf(interpretConversation(native, told(), AT)).map(({ type }) => type)).not.toContain("ended");
  });

  it("a mailbox is the outcome, unless something was settled during the call", () => {
    const byResult = told({ metadata: { phone_call: { call_sid: SID, call_result: "voicemail" } } });
    const byTool = told({
      transcript: [{ role: "agent", message: null, tool_calls: [{ tool_name: "voicemail_detection" }] }],
    });
    for (const said of [byResult, byTool]) {
      expect(factsOf(interpretConversation(native, said, AT))).toContainEqual({
        type: "result_reported",
        at: new Date(START * 1000),
        outcome: "voicemail",
        notes: null,
      });
    }
  });
});

describe("a mailbox in the vendor's report", () => {
  const said = told({ metadata: { phone_call: { call_sid: SID, call_result: "voicemail" } } });
  const types = (call: Parameters<typeof interpretConversation>[0]) =>
    factsOf(interpretConversation(call, said, AT)).map(({ type }) => type);

  it("is who answered a call that was placed, where nobody said so before", () => {
    expect(factsOf(interpretConversation(placed, said, AT))).toContainEqual({
      type: "machine_detected",
      at: new Date(START * 1000),
      answeredBy: "machine",
    });
    expect(types(native)).not.toContain("machine_detected");
  });

  it.each(["human", "machine", "unknown"] as const)("changes nothing where Twilio said %s", (answeredBy) => {
    expect(types({ ...placed, answeredBy })).not.toContain("machine_detected");
    expect(types({ ...placed, answeredBy })).not.toContain("result_reported");
  });
});

describe("the vendor's transcript", () => {
  it("becomes turns with their tools between, written as the bridge writes them", () => {
    expect(
      turnsOf(told()).map(({ position, role, text, offsetMs }) => [position, role, text, offsetMs]),
    ).toEqual([
      [0, "agent", "Clínica Sol, dígame.", 0],
      [1, "caller", "Quiero una cita", 4000],
      [2, "tool", 'check_slots {"date":"2026-12-01"} → {"slots":["10:00"]}', 6000],
      [3, "agent", "A las diez.", 7500],
    ]);
  });

  it("keeps what was meant to be said when it was cut short", () => {
    const transcript = [
      { role: "agent", message: "Tenemos", original_message: "Tenemos hueco a las diez.", interrupted: true },
    ];
    expect(turnsOf(told({ transcript }))[0]).toMatchObject({
      text: "Tenemos",
      originalText: "Tenemos hueco a las diez.",
      interrupted: true,
    });
  });

  it("is kept as far as it is understood", () => {
    const transcript = [
      null,
      7,
      { role: "user", message: "Hola" },
      { message: "¿?" },
      { role: "system", message: "x" },
    ];
    expect(turnsOf(told({ transcript })).map(({ text }) => text)).toEqual(["Hola"]);
  });

  it.each([
    ["nothing but its id", { conversation_id: "conv_1" }],
    [
      "null everywhere",
      { conversation_id: "conv_1", transcript: null, analysis: null, metadata: null, status: null },
    ],
    [
      "other types",
      { conversation_id: "conv_1", transcript: {}, analysis: 3, metadata: [], has_audio: "yes" },
    ],
  ])("a conversation with %s is one", (_what, given) => {
    const said = conversation.parse(given);
    expect(typesOf(interpretConversation(bridge, said, AT))).toEqual(["conversation_reported"]);
    expect(turnsOf(said)).toEqual([]);
  });
});

describe("a call that never became a conversation", () => {
  const failed = (body: object | null, failure_reason: string | null = "unknown", type = "twilio") =>
    initiationFailure.parse({ conversation_id: "conv_1", failure_reason, metadata: body && { type, body } });

  it.each([
    ["busy by Twilio", failed({ CallSid: SID, CallStatus: "busy" }), "busy"],
    ["no answer by Twilio", failed({ CallSid: SID, CallStatus: "no-answer" }), "no_answer"],
    ["canceled by Twilio", failed({ CallSid: SID, CallStatus: "canceled" }), "canceled"],
    ["Twilio's word before the vendor's", failed({ CallStatus: "failed" }, "busy"), "failed"],
    ["the vendor's word where Twilio's is none", failed({ CallStatus: "queued" }, "busy"), "busy"],
    ["busy by the vendor", failed(null, "busy"), "busy"],
    ["no answer by the vendor", failed(null, "no-answer"), "no_answer"],
    ["nothing known", failed(null, null), "failed"],
    ["a SIP trunk", failed({ sip_status_code: 503, error_reason: "trunk" }, "unknown", "sip"), "failed"],
  ])("%s", (_what, said, status) => {
    const facts = factsOf(interpretInitiationFailure({ ...placed, twilioCallSid: SID }, said, AT));
    expect(facts).toEqual([{ type: "ended", status, at: AT, durationSeconds: null }]);
  });

  it("names the telephone call to an order whose answer was lost", () => {
    const facts = factsOf(
      interpretInitiationFailure(placed, failed({ CallSid: SID, CallStatus: "busy" }), AT),
    );
    expect(facts[0]).toMatchObject({ type: "dialled", state: "accepted", twilioCallSid: SID });
    const hostile = factsOf(interpretInitiationFailure(placed, failed({ CallSid: "x' or 1=1" }), AT));
    expect(hostile.map(({ type }) => type)).toEqual(["ended"]);
  });
});

describe("a post-call webhook", () => {
  const webhook = (type: string, data: object) => ({ type, event_timestamp: START, data });

  it("of a known kind must be whole, of an unknown one only named", () => {
    const read = (given: object) => postCallWebhook.safeParse(given);
    expect(read(webhook("post_call_transcription", { conversation_id: "conv_1" })).data?.isKnown).toBe(true);
    expect(read(webhook("post_call_transcription", {})).success).toBe(false);
    expect(read(webhook("call_initiation_failure", { failure_reason: "busy" })).success).toBe(false);
    expect(read(webhook("answering_machine", { anything: 1 })).data?.isKnown).toBe(false);
    expect(read({ type: "answering_machine", event_timestamp: START }).success).toBe(false);
  });

  it("keeps fields that we do not know", () => {
    const given = webhook("post_call_transcription", { conversation_id: "conv_1", rating: { stars: 5 } });
    expect(postCallWebhook.parse(given).webhook.data).toMatchObject({ rating: { stars: 5 } });
  });
});
