import { describe, expect, it } from "vitest";
import { isTwilioSignature, parseForm } from "./signature";

const TOKEN = "0123456789abcdef0123456789abcdef";

/** The vectors of twilio.md §1.4. */
const FORM_V1 =
  "AccountSid=AC00000000000000000000000000000001&ApiVersion=2010-04-01&CallSid=CA00000000000000000000000000000001" +
  "&CallStatus=ringing&Called=%2B34910000001&Caller=%2B34600000002&Direction=inbound&From=%2B34600000002&To=%2B34910000001";
const URL_V1 = "https://app.example.com/api/twilio/voice?tenant=t_42";
const SIGNATURE_V1 = "HPhnnVFgbE1t/IiefgLWE1QOhb4=";

describe("Twilio's signature", () => {
  it("of a form is recognised, whatever the order of its fields", () => {
    expect(isTwilioSignature(TOKEN, SIGNATURE_V1, URL_V1, parseForm(FORM_V1))).toBe(true);
    const reversed = FORM_V1.split("&").toReversed().join("&");
    expect(isTwilioSignature(TOKEN, SIGNATURE_V1, URL_V1, parseForm(reversed))).toBe(true);
  });

  it("of the published example is recognised", () => {
    const form =
      "CallSid=CA1234567890ABCDE&Caller=%2B14158675310&Digits=1234&From=%2B14158675310&To=%2B18005551212";
    const url = "https://example.com/myapp.php?foo=1&bar=2";
    expect(isTwilioSignature("12345", "L/OH5YylLD5NRKLltdqwSvS0BnU=", url, parseForm(form))).toBe(true);
  });

  it("of accents, an empty field and a repeated one is recognised", () => {
    const form = "CallSid=CA1&Empty=&Name=Jos%C3%A9+%C3%91&Tag=b&Tag=a&Tag=b";
    expect(parseForm(form)["Tag"]).toEqual(["b", "a", "b"]);
    const url = "https://app.example.com/x";
    expect(isTwilioSignature(TOKEN, "L6hbDzQ0El7R4fc7ytMkJyk+Dbs=", url, parseForm(form))).toBe(true);
    const once = parseForm(form.replace("&Tag=a", "&Tag=c"));
    expect(isTwilioSignature(TOKEN, "L6hbDzQ0El7R4fc7ytMkJyk+Dbs=", url, once)).toBe(false);
  });

  it.each<[string, string, string | null, string, string]>([
    ["another token", `${TOKEN.slice(0, -1)}0`, SIGNATURE_V1, URL_V1, FORM_V1],
    ["no token", "", SIGNATURE_V1, URL_V1, FORM_V1],
    ["no signature", TOKEN, null, URL_V1, FORM_V1],
    ["an empty signature", TOKEN, "", URL_V1, FORM_V1],
    ["a signature of another length", TOKEN, "x", URL_V1, FORM_V1],
    ["http instead of https", TOKEN, SIGNATURE_V1, URL_V1.replace("https", "http"), FORM_V1],
    ["another query", TOKEN, SIGNATURE_V1, URL_V1.replace("t_42", "t_43"), FORM_V1],
    ["a slash at the end of the path", TOKEN, SIGNATURE_V1, URL_V1.replace("voice?", "voice/?"), FORM_V1],
    ["a field less", TOKEN, SIGNATURE_V1, URL_V1, FORM_V1.replace("&Direction=inbound", "")],
    ["an empty field more", TOKEN, SIGNATURE_V1, URL_V1, `${FORM_V1}&Extra=`],
    ["a changed field", TOKEN, SIGNATURE_V1, URL_V1, FORM_V1.replace("ringing", "completed")],
  ])("with %s is refused", (_what, token, signature, url, form) => {
    expect(isTwilioSignature(token, signature, url, parseForm(form))).toBe(false);
  });
});

describe("a form", () => {
  it("of as many fields as fit keeps each of them, in one pass", () => {
    const names = Array.from({ length: 16_000 }, (_, index) => index.toString(36));
    const fields = parseForm(names.map((name) => `${name}=`).join("&"));
    expect(Object.keys(fields)).toHaveLength(names.length);
  });

  it("names nothing but fields, whatever a field is called", () => {
    const fields = parseForm("__proto__=a&__proto__=b&constructor=c");
    expect(Object.entries(fields)).toEqual([
      ["__proto__", ["a", "b"]],
      ["constructor", "c"],
    ]);
    expect(Object.getPrototypeOf(fields)).toBe(Object.prototype);
  });
});
