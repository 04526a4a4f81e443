import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { readMail, type ReadMail } from "./read-mail";
import { until } from "./until";

export interface ReceivedMail extends ReadMail {
  /** Of the envelope. */
  from: string;
  to: string[];
  isSecure: boolean;
  user: string | null;
}

interface SmtpOrder {
  /** TLS from the first byte. */
  secure?: boolean;
  /** Without it nobody is offered STARTTLS. */
  tls?: { cert: string; key: string };
  /** Who may send; without it, everybody. */
  login?: { user: string; password: string };
}

/** What is said to one mail: nothing, to take it; or a code and words. `hang`: nothing at all is ever answered. */
export type Verdict = { code: number; text: string } | "hang" | undefined;

/** A real mail server on a free port. */
export class MailServer {
  readonly mails: ReceivedMail[] = [];
  /** Passwords that anybody tried. */
  readonly tried: string[] = [];
  /** Asked for each recipient, by address and how often it was named before. */
  verdictOf: (address: string, before: number) => Verdict = () => undefined;
  port = 0;
  readonly #order: SmtpOrder;
  readonly #named = new Map<string, number>();
  readonly #server: SMTPServer;

  constructor(order: SmtpOrder) {
    this.#order = order;
    this.#server = new SMTPServer(this.#options());
    // A client that trusts nobody breaks the handshake.
    this.#server.on("error", () => undefined);
  }

  /** For SMTP_URL. */
  get url(): string {
    const { secure, login } = this.#order;
    const who = login ? `${encodeURIComponent(login.user)}:${encodeURIComponent(login.password)}@` : "";
    return `${secure ? "smtps" : "smtp"}://${who}localhost:${this.port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, resolve));
    const address = this.#server.server.address();
    this.port = typeof address === "object" && address ? address.port : 0;
    return this;
  }

  async close(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
  }

  /** How often a recipient was named. */
  timesNamed(address: string): number {
    return this.#named.get(address) ?? 0;
  }

  mailsTo(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to.includes(address));
  }

  untilMail(address: string, isIt: (mail: ReceivedMail) => boolean = () => true): Promise<ReceivedMail> {
    return until(`a mail to ${address}`, () => this.mailsTo(address).find(isIt));
  }

  #options(): SMTPServerOptions {
    const { secure, tls, login } = this.#order;
    return {
      secure: secure ?? false,
      ...tls,
      logger: false,
      // Connections that hang are cut when the test is over.
      closeTimeout: 100,
      authOptional: login === undefined,
      disabledCommands: [...(tls ? [] : ["STARTTLS"]), ...(login ? [] : ["AUTH"])],
      allowInsecureAuth: true,
      onAuth: ({ username, password }, _session, callback) => {
        this.tried.push(password ?? "");
        if (username === login?.user && password === login?.password) callback(null, { user: username });
        else callback(refusal(535, "5.7.8 Wrong name or password"));
      },
      onRcptTo: ({ address }, _session, callback) => {
        const before = this.timesNamed(address);
        this.#named.set(address, before + 1);
        const verdict = this.verdictOf(address, before);
        if (verdict === "hang") return;
        callback(verdict ? refusal(verdict.code, verdict.text) : null);
      },
      onData: (stream, session, callback) => {
        const chunks: Buffer[] = [];
        stream.on("data", (chunk: Buffer) => chunks.push(chunk));
        stream.on("end", () => {
          const { mailFrom, rcptTo } = session.envelope;
          this.mails.push({
            ...readMail(Buffer.concat(chunks).toString("latin1")),
            from: mailFrom ? mailFrom.address : "",
            to: rcptTo.map(({ address }) => address),
            isSecure: session.secure,
            user: typeof session.user === "string" ? session.user : null,
          });
          callback(null, `2.0.0 taken as ${this.mails.length}`);
        });
      },
    };
  }
}

function refusal(responseCode: number, text: string): Error {
  return Object.assign(new Error(text), { responseCode });
}

export function startMailServer(order: SmtpOrder = {}): Promise<MailServer> {
  return new MailServer(order).start();
}
