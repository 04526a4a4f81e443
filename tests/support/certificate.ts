import { createHash, createSign, generateKeyPairSync } from "node:crypto";

/** DER (X.690) by hand: Node reads certificates and makes none, and a key in the repository would be somebody's key. */
function der(tag: number, ...contents: Buffer[]): Buffer {
  const content = Buffer.concat(contents);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const SEQUENCE = 0x30;
const SET = 0x31;
const oid = (hex: string) => der(0x06, Buffer.from(hex, "hex"));
const text = (value: string) => der(0x0c, Buffer.from(value));
const time = (at: Date) => der(0x18, Buffer.from(at.toISOString().replace(/[-:T]|\.\d+/g, "")));
const bits = (value: Buffer) => der(0x03, Buffer.from([0]), value);

const ECDSA_WITH_SHA256 = der(SEQUENCE, oid("2a8648ce3d040302"));
const DAY_MS = 86_400_000;

/** A certificate for `localhost` that vouches for itself, and its key; both PEM, new each time. */
export function makeCertificate(): { cert: string; key: string } {
  const { privateKey, publicKey } = generateKeyPairSync("ec", { namedCurve: "prime256v1" });
  const spki = publicKey.export({ type: "spki", format: "der" });
  const serial = createHash("sha256").update(spki).digest().subarray(0, 8);
  serial[0] = 0x11;
  const name = der(SEQUENCE, der(SET, der(SEQUENCE, oid("550403"), text("localhost"))));
  const now = Date.now();
  // subjectAltName (RFC 5280 §4.2.1.6): one dNSName; basicConstraints: an authority.
  const alternative = der(
    SEQUENCE,
    oid("551d11"),
    der(0x04, der(SEQUENCE, der(0x82, Buffer.from("localhost")))),
  );
  const constraints = der(
    SEQUENCE,
    oid("551d13"),
    der(0x01, Buffer.from([0xff])),
    der(0x04, der(SEQUENCE, der(0x01, Buffer.from([0xff])))),
  );
  const body = der(
    SEQUENCE,
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, serial),
    ECDSA_WITH_SHA256,
    name,
    der(SEQUENCE, time(new Date(now - DAY_MS)), time(new Date(now + DAY_MS))),
    name,
    spki,
    der(0xa3, der(SEQUENCE, constraints, alternative)),
  );
  const signature = createSign("sha256").update(body).sign(privateKey);
  const certificate = der(SEQUENCE, body, ECDSA_WITH_SHA256, bits(signature));
  const lines = certificate.toString("base64").match(/.{1,64}/g) ?? [];
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join("\n")}\n-----END CERTIFICATE-----\n`,
    key: privateKey.export({ type: "pkcs8", format: "pem" }).toString(),
  };
}
