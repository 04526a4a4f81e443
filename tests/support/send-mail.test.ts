import { spawn } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { afterEach, describe, expect, it, vi } from "vitest";
import type { ProviderError } from "@/lib/errors";
import { makeCertificate } from "./certificate";
import { stubSettings } from "./settings";
import { type MailServer, startMailServer } from "./smtp";
import type { Mail } from "@/lib/providers/mail/send-mail";

const FROM = "avisos@example.com";
const open: { close: () => Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
  vi.unstubAllEnvs();
});

/** The module reads the settings once, so each test has one of its own. */
async function mailer(url: string | undefined) {
  vi.resetModules();
  stubSettings(url === undefined ? {} : { SMTP_URL: url, MAIL_FROM: FROM });
  return import("@/lib/providers/mail/send-mail");
}

async function serve(order: Parameters<typeof startMailServer>[0] = {}): Promise<MailServer> {
  const server = await startMailServer(order);
  open.push(server);
  return server;
}

const mail = (more: Partial<Mail> = {}): Mail => ({
  fromName: "Clínica Sonrisa",
  to: "ana@example.com",
  subject: "Recado de Íñigo Ruiz · +34 600 11 22 33",
  text: "Quiere cambiar su cita.\nLlame hoy.",
  html: "<p>Quiere cambiar su cita.</p>",
  id: "0d5b7a52-1111-4222-8333-444455556666",
  ...more,
});

async function refusalOf(url: string | undefined, more?: Partial<Mail>): Promise<ProviderError> {
  const { sendMail } = await mailer(url);
  const error: unknown = await sendMail(mail(more)).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  // Another copy of the module's error class: what counts is what it says of itself.
  expect(error).toMatchObject({ name: "ProviderError" });
  return error as ProviderError;
}

describe("a mail", () => {
  it("arrives as it was written, from the business and the house's address", async () => {
    const server = await serve();
    const { sendMail } = await mailer(server.url);
    expect(await sendMail(mail())).toContain("taken as 1");
    const [arrived] = server.mails;
    expect(arrived).toMatchObject({ from: FROM, to: ["ana@example.com"] });
    expect(arrived?.headers.get("from")).toBe(`Clínica Sonrisa <${FROM}>`);
    expect(arrived?.headers.get("to")).toBe("ana@example.com");
    expect(arrived?.headers.get("subject")).toBe("Recado de Íñigo Ruiz · +34 600 11 22 33");
    expect(arrived?.headers.get("message-id")).toBe("<0d5b7a52-1111-4222-8333-444455556666@example.com>");
    expect(arrived?.headers.get("auto-submitted")).toBe("auto-generated");
    expect(arrived?.text.trim()).toBe("Quiere cambiar su cita.\nLlame hoy.");
    expect(arrived?.html.trim()).toBe("<p>Quiere cambiar su cita.</p>");
  });

  it("sent again has the same Message-ID", async () => {
    const server = await serve();
    const { sendMail } = await mailer(server.url);
    await sendMail(mail());
    await sendMail(mail());
    expect(new Set(server.mails.map(({ headers }) => headers.get("message-id"))).size).toBe(1);
  });

  it.each([
    { subject: "Hola\r\nBcc: thief@example.com" },
    { subject: "Hola\nBcc: thief@example.com\n\nbody" },
    { fromName: 'Clínica"\r\nBcc: thief@example.com\r\n' },
    { fromName: "A <thief@example.com>, B" },
    { fromName: "Clinica\u2028Bcc: thief@example.com\u0000" },
  ])("whose words hold line breaks or addresses goes to nobody else (%j)", async (more) => {
    const server = await serve();
    const { sendMail } = await mailer(server.url);
    await sendMail(mail(more));
    const [arrived] = server.mails;
    expect(arrived?.to).toEqual(["ana@example.com"]);
    expect(arrived?.headerNames.filter((name) => ["bcc", "cc"].includes(name))).toEqual([]);
    expect(arrived?.headerNames.filter((name) => name === "from")).toHaveLength(1);
    expect(arrived?.headers.get("from")?.endsWith(`<${FROM}>`)).toBe(true);
    expect(arrived?.text.trim()).toBe(mail().text);
  });
});

describe("a server", () => {
  it("that is not set up is named as the reason", async () => {
    expect(await refusalOf(undefined)).toMatchObject({ permanent: true, message: "not_configured" });
    const { mailSender } = await mailer(undefined);
    expect(mailSender()).toBeUndefined();
  });

  it("that says 4xx may be asked again, and 5xx not; its words are kept", async () => {
    const server = await serve();
    server.verdictOf = (address) =>
      address === "full@example.com"
        ? { code: 452, text: "4.2.2 Mailbox full" }
        : { code: 550, text: "5.1.1 No such user here" };
    const full = await refusalOf(server.url, { to: "full@example.com" });
    expect(full).toMatchObject({ vendor: "SMTP", permanent: false });
    expect(full.message).toContain("4.2.2 Mailbox full");
    const gone = await refusalOf(server.url, { to: "gone@example.com" });
    expect(gone.permanent).toBe(true);
    expect(gone.message).toContain("5.1.1 No such user here");
  });

  it("that nobody knows or that refuses connections may be asked again", async () => {
    expect(await refusalOf("smtp://no-such-host.invalid")).toMatchObject({ permanent: false });
    const server = await serve();
    await server.close();
    open.splice(0);
    expect(await refusalOf(server.url)).toMatchObject({ permanent: false });
  });

  it("that never greets is given up and may be asked again", async () => {
    const silent = await listening();
    const { port } = silent.address() as { port: number };
    expect(await refusalOf(`smtp://localhost:${port}`)).toMatchObject({ permanent: false });
  }, 20_000);

  it("that falls silent in the middle is given up and may be asked again", async () => {
    const server = await serve();
    server.verdictOf = () => "hang";
    expect(await refusalOf(server.url)).toMatchObject({ permanent: false });
  }, 40_000);
});

describe("a password", () => {
  const login = { user: "house@example.com", password: "a%:/@ é" };

  it("is never said to a server that offers no encryption", async () => {
    const server = await serve({ login });
    expect(await refusalOf(server.url)).toMatchObject({ name: "ProviderError" });
    expect(server.tried).toEqual([]);
    expect(server.mails).toEqual([]);
  });

  it.each([{ secure: true }, { secure: false }])(
    "is never said to a server whose certificate nobody vouches for (%j)",
    async (how) => {
      const server = await serve({ login, tls: makeCertificate(), ...how });
      expect((await refusalOf(server.url)).message).toMatch(/certificate/i);
      expect(server.tried).toEqual([]);
    },
  );

  it.each([{ secure: true }, { secure: false }])(
    "is said over TLS, and opens the server (%j)",
    async (how) => {
      const tls = makeCertificate();
      const server = await serve({ login, tls, ...how });
      expect(await sendTrusting(tls.cert, server.url)).toContain("taken as 1");
      expect(server.mails).toMatchObject([{ isSecure: true, user: login.user }]);
    },
    60_000,
  );

  it("that is wrong is answered in the server's words", async () => {
    const tls = makeCertificate();
    const server = await serve({ login, tls });
    const url = server.url.replace(encodeURIComponent(login.password), "wrong");
    expect(await sendTrusting(tls.cert, url)).toContain("5.7.8 Wrong name or password");
  }, 60_000);
});

/** Takes connections and says nothing. */
function listening(): Promise<Server> {
  return new Promise((resolve) => {
    const sockets = new Set<{ destroy: () => void }>();
    const server = createServer((socket) => {
      sockets.add(socket);
      socket.on("error", () => undefined);
    });
    open.push({
      close: async () => {
        for (const socket of sockets) socket.destroy();
        await new Promise((closed) => server.close(closed));
      },
    });
    server.listen(0, () => resolve(server));
  });
}

/** Sends one mail from a process that trusts this certificate; answers what was said of it. */
async function sendTrusting(certificate: string, url: string): Promise<string> {
  const folder = mkdtempSync(path.join(tmpdir(), "centralita-mail-"));
  const file = path.join(folder, "trusted.pem");
  writeFileSync(file, certificate);
  try {
    stubSettings({ SMTP_URL: url, MAIL_FROM: FROM, NODE_EXTRA_CA_CERTS: file });
    const child = spawn(
      process.execPath,
      ["--import", "tsx", fileURLToPath(new URL("./send-one-mail.ts", import.meta.url)), "ana@example.com"],
      {
        env: process.env,
        stdio: ["ignore", "pipe", "inherit"],
      },
    );
    let said = "";
    child.stdout.on("data", (chunk: Buffer) => (said += chunk.toString()));
    await new Promise((resolve) => child.once("close", resolve));
    return said;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
