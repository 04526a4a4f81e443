import { describe, expect, it } from "vitest";
import { type Field, signatureOf } from "./signature";

const TOKEN = "0123456789abcdef0123456789abcdef";
const FORM: Field[] = [
  ["To", "+34910000001"],
  ["AccountSid", "AC00000000000000000000000000000001"],
  ["ApiVersion", "2010-04-01"],
  ["CallSid", "CA00000000000000000000000000000001"],
  ["CallStatus", "ringing"],
  ["Called", "+34910000001"],
  ["Caller", "+34600000002"],
  ["Direction", "inbound"],
  ["From", "+34600000002"],
];
const BODY_HASH = "33d4432ca6e81f91dd830087718792958fd397abe736d827909639f4a13d9255";

describe("the vendor's test vectors (twilio.md §1.4)", () => {
  it.each<[string, string, string, Field[], string]>([
    [
      "V1 form",
      TOKEN,
      "https://app.example.com/api/twilio/voice?tenant=t_42",
      FORM,
      "HPhnnVFgbE1t/IiefgLWE1QOhb4=",
    ],
    [
      "V2 JSON",
      TOKEN,
      `https://app.example.com/api/twilio/json?bodySHA256=${BODY_HASH}`,
      [],
      "r/mObq6E3EKeGwBUCQLBzFVL3LM=",
    ],
    ["V3a socket", TOKEN, "wss://app.example.com/twilio/media", [], "T+f6x1so7S5wA86H6Nt9w+CLR4I="],
    ["V3b slash", TOKEN, "wss://app.example.com/twilio/media/", [], "AmYeXhe+zbIdL6TxJOjph0dRxx8="],
    [
      "V4 published",
      "12345",
      "https://example.com/myapp.php?foo=1&bar=2",
      [
        ["CallSid", "CA1234567890ABCDE"],
        ["Caller", "+14158675310"],
        ["Digits", "1234"],
        ["From", "+14158675310"],
        ["To", "+18005551212"],
      ],
      "L/OH5YylLD5NRKLltdqwSvS0BnU=",
    ],
    [
      "V5 UTF-8, empty, repeated",
      TOKEN,
      "https://app.example.com/x",
      [
        ["CallSid", "CA1"],
        ["Empty", ""],
        ["Name", "José Ñ"],
        ["Tag", "b"],
        ["Tag", "a"],
        ["Tag", "b"],
      ],
      "L6hbDzQ0El7R4fc7ytMkJyk+Dbs=",
    ],
    [
      "V6 GET",
      TOKEN,
      "https://app.example.com/api/twilio/get?CallSid=CA1&From=%2B34600000002",
      [],
      "yDc/W8zA8BIcKEFBOnkpDdJnGOI=",
    ],
  ])("%s", (_name, token, url, fields, signature) => {
    expect(signatureOf(token, url, fields)).toBe(signature);
  });
});

describe("the parts of the URL", () => {
  it("neither fragment, nor credentials, nor the port of https are signed", () => {
    const plain = signatureOf(TOKEN, "https://app.example.com/x?a=1");
    expect(signatureOf(TOKEN, "https://app.example.com/x?a=1#rc=2&rp=5xx")).toBe(plain);
    expect(signatureOf(TOKEN, "https://user:pass@app.example.com:8443/x?a=1")).toBe(plain);
  });

  it("the port of http is signed", () => {
    expect(signatureOf(TOKEN, "http://127.0.0.1:3000/x")).not.toBe(signatureOf(TOKEN, "http://127.0.0.1/x"));
  });
});
