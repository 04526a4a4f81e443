import { describe, expect, it } from "vitest";
import { ADVISOR, CLINIC, ended, legTo, PATIENT, rest, until } from "./fixture";
import { callbacksOf, callOut, customer, openLines, post, response, sandbox, seenAt } from "./test-lines";

openLines();

describe("dial", () => {
  const dial = (inside: string) =>
    response(`<Dial action="${customer.url}/dialled" timeout="5">${inside}</Dial>`);

  it("a declined screening does not bridge", async () => {
    customer.documents.set("/screen", response("<Hangup/>"));
    customer.documents.set("/dialled", response("<Hangup/>"));
    const callSid = await callOut({
      Twiml: dial(`<Number url="${customer.url}/screen">${ADVISOR}</Number>`),
    });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    (await legTo(sandbox, ADVISOR)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    expect(seenAt("/screen")[0]?.fields).toMatchObject({
      Direction: "outbound-dial",
      ParentCallSid: callSid,
    });
    expect(seenAt("/dialled")[0]?.fields).toMatchObject({ DialBridged: "false" });
  });

  it("two bridged people hear each other's bytes, untouched", async () => {
    await callOut({ Twiml: dial(`<Number>${ADVISOR}</Number>`) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    const advisor = await legTo(sandbox, ADVISOR);
    advisor.pickup.resolve("answer");
    await until(sandbox, () => patient.record.events.find((event) => event.type === "bridged"));
    advisor.sayWords("Buenos días");
    const heard = await until(sandbox, () => patient.record.heard.find((line) => line.isComplete));
    expect(heard.text).toBe("Buenos días");
  });

  it("a busy advisor is told to the action", async () => {
    sandbox.twilio.switchboard.behaviours.set(ADVISOR, { behaviour: "busy", answeredBy: "human" });
    customer.documents.set("/dialled", response("<Hangup/>"));
    const callSid = await callOut({ Twiml: dial(`<Number>${ADVISOR}</Number>`) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    await ended(sandbox, callSid);
    expect(seenAt("/dialled")[0]?.fields).toMatchObject({ DialCallStatus: "busy", DialBridged: "false" });
  });
});

describe("conference", () => {
  it("starts with two, tells its events, and ends with the one who ends it", async () => {
    const room = `<Dial action="${customer.url}/after"><Conference participantLabel="caller" endConferenceOnExit="true" beep="false"
      waitUrl="" statusCallback="${customer.url}/room" statusCallbackEvent="start end join leave">conf_1</Conference></Dial>`;
    const callSid = await callOut({ Twiml: response(room) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    await until(sandbox, () => patient.record.events.find((event) => event.type === "conference-joined"));
    const added = await post("/Conferences/conf_1/Participants.json", {
      From: CLINIC,
      To: ADVISOR,
      Label: "advisor",
      Beep: "false",
    });
    expect(added).toMatchObject({ status: 201, json: { status: "queued", label: "advisor" } });
    const advisor = await legTo(sandbox, ADVISOR);
    advisor.pickup.resolve("answer");
    await until(sandbox, () => advisor.record.events.find((event) => event.type === "conference-joined"));
    const listed = await rest(sandbox, "GET", "/Conferences.json?FriendlyName=conf_1");
    expect(listed.json["conferences"]).toMatchObject([{ friendly_name: "conf_1", status: "in-progress" }]);
    patient.sayWords("hola");
    await until(sandbox, () => advisor.record.heard.find((line) => line.text === "hola"));
    sandbox.twilio.switchboard.hangUp(patient);
    await ended(sandbox, advisor.record.sid);
    await callbacksOf(callSid);
    expect(seenAt("/room").map(({ fields }) => fields["StatusCallbackEvent"])).toEqual([
      "participant-join",
      "participant-join",
      "conference-start",
      "participant-leave",
      "conference-end",
      "participant-leave",
    ]);
  });

  it("who waits alone hears the customer's documents, in a loop", async () => {
    customer.documents.set("/music", response("<Say>Un momento</Say><Redirect/>"));
    const room = `<Dial><Conference waitUrl="${customer.url}/music">conf_3</Conference></Dial>`;
    await callOut({ Twiml: response(room) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    await until(sandbox, () => patient.record.documents[2]);
    expect(patient.record.heard[0]?.text).toBe("Un momento");
  });

  it("a document that may not be music breaks the waiting, and the call goes on", async () => {
    customer.documents.set("/music", response("<Gather/>"));
    customer.documents.set("/next", response("<Hangup/>"));
    const room = `<Dial><Conference waitUrl="${customer.url}/music">conf_4</Conference></Dial>`;
    const callSid = await callOut({ Twiml: response(`${room}<Redirect>${customer.url}/next</Redirect>`) });
    (await legTo(sandbox, PATIENT)).pickup.resolve("answer");
    expect(await ended(sandbox, callSid)).toMatchObject({ alerts: [{ code: 13_238 }] });
    expect(seenAt("/next")).toHaveLength(1);
  });

  it("a participant on hold hears the hold music, and not the room", async () => {
    customer.documents.set("/hold", response("<Say>Siga en línea</Say>"));
    const room =
      '<Dial><Conference beep="false" participantLabel="caller" waitUrl="">conf_5</Conference></Dial>';
    await callOut({ Twiml: response(room) });
    const patient = await legTo(sandbox, PATIENT);
    patient.pickup.resolve("answer");
    await until(sandbox, () => patient.record.events.find((event) => event.type === "conference-joined"));
    await post("/Conferences/conf_5/Participants.json", { From: CLINIC, To: ADVISOR, Beep: "false" });
    const advisor = await legTo(sandbox, ADVISOR);
    advisor.pickup.resolve("answer");
    await until(sandbox, () => advisor.record.events.find((event) => event.type === "conference-joined"));
    const held = await post("/Conferences/conf_5/Participants/caller.json", {
      Hold: "true",
      HoldUrl: `${customer.url}/hold`,
      HoldMethod: "POST",
    });
    expect(held.json).toMatchObject({ hold: true, muted: false });
    advisor.sayWords("esto no lo oye");
    await until(sandbox, () => patient.record.heard.find((line) => line.isComplete));
    expect(patient.record.heard.map((line) => line.text)).toEqual(["Siga en línea"]);
  });

  it("an advisor who does not answer is told as such", async () => {
    sandbox.twilio.switchboard.behaviours.set(ADVISOR, { behaviour: "reject", answeredBy: "human" });
    const { json } = await post("/Conferences/conf_2/Participants.json", [
      ["From", CLINIC],
      ["To", ADVISOR],
      ["ConferenceStatusCallback", `${customer.url}/room`],
      ["ConferenceStatusCallbackEvent", "leave"],
    ]);
    const callSid = String(json["call_sid"]);
    await ended(sandbox, callSid);
    await callbacksOf(callSid);
    expect(seenAt("/room")[0]?.fields).toMatchObject({
      ReasonParticipantLeft: "participant_add_failed",
      ParticipantCallStatus: "no-answer",
    });
  });
});
