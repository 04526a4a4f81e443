import { createHmac } from "node:crypto";
import { describe, expect, it } from "vitest";
import { newSigningSecret, signatureOf } from "./sign";

// The example that the libraries of the Standard Webhooks project test themselves with.
const PUBLISHED = {
  secret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
  id: "msg_p5jXN8AQM9LWM0D4loKWxJek",
  timestampSeconds: 1614265330,
  body: '{"test": 2432232314}',
  signature: "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
};

describe("the signature", () => {
  it("is the published one of the published example", () => {
    const { secret, signature, ...message } = PUBLISHED;
    expect(signatureOf([secret], message)).toBe(signature);
  });

  it("has a part for each secret while one replaces another", () => {
    const { secret, signature, ...message } = PUBLISHED;
    const next = newSigningSecret();
    const [first, second, ...rest] = signatureOf([next, secret], message).split(" ");
    expect(second).toBe(signature);
    expect(rest).toEqual([]);
    const key = Buffer.from(next.replace("whsec_", ""), "base64");
    const content = `${message.id}.${message.timestampSeconds}.${message.body}`;
    expect(first).toBe(`v1,${createHmac("sha256", key).update(content).digest("base64")}`);
  });

  it("is another one for another id, time or body, of letters beyond ASCII too", () => {
    const { secret, signature: _signature, ...message } = PUBLISHED;
    const signatures = [
      message,
      { ...message, id: "msg_other" },
      { ...message, timestampSeconds: 1614265331 },
      { ...message, body: '{"test":2432232314}' },
      { ...message, body: '{"name":"Íñigo Ñandú 😀"}' },
    ].map((each) => signatureOf([secret], each));
    expect(new Set(signatures).size).toBe(signatures.length);
  });
});

it("a secret is 32 bytes that nobody else has, as receivers' libraries read them", () => {
  const secrets = Array.from({ length: 50 }, newSigningSecret);
  for (const secret of secrets) {
    expect(secret).toMatch(/^whsec_[A-Za-z0-9+/]{43}=$/);
    expect(Buffer.from(secret.slice("whsec_".length), "base64")).toHaveLength(32);
  }
  expect(new Set(secrets).size).toBe(secrets.length);
});
