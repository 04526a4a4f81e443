import { env } from "@/env";
import { ProviderError } from "@/lib/errors";

export interface Mail {
  /** Whose name stands before the house's own address. */
  fromName: string;
  to: string;
  subject: string;
  text: string;
  html: string;
  /** The same for the same mail however often it is sent, so that readers see it once; letters, digits and hyphens. */
  id: string;
}

const CONNECT_TIMEOUT_MS = 8000;
/** The longest silence of a server that has the whole mail (RFC 5321 §4.5.3.2 allows minutes; a notice can be sent again). */
const ANSWER_TIMEOUT_MS = 20_000;
const MAX_WORDS = 500;

/** The house's own address, with which mail is sent; undefined where no mail server is set up. */
export function mailSender(): string | undefined {
  return env.SMTP_URL ? env.MAIL_FROM : undefined;
}

/**
 * Hands a mail to the server of SMTP_URL and answers the server's own words for having taken it. Throws `ProviderError`, in the server's
 * words where it said some: permanent for a 5xx (RFC 5321 §4.2.1) and where no server is set up.
 */
export async function sendMail(mail: Mail): Promise<string> {
  const from = mailSender();
  if (!env.SMTP_URL || !from) throw new ProviderError("SMTP", "not_configured", { permanent: true });
  const { createTransport } = await import("nodemailer");
  const transport = createTransport(serverOf(env.SMTP_URL));
  try {
    const { response } = await transport.sendMail({
      // The envelope is given by itself: no name can change where a mail goes.
      envelope: { from, to: [mail.to] },
      from: { name: oneLine(mail.fromName), address: from },
      to: { name: "", address: mail.to },
      subject: oneLine(mail.subject),
      text: mail.text,
      html: mail.html,
      messageId: `<${mail.id}@${from.slice(from.lastIndexOf("@") + 1)}>`,
      headers: {
        // Nobody's out-of-office answers (RFC 3834 §5; Exchange reads the second one).
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
      },
      // What callers said is text, never the name of a file or an address to fetch.
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    return response.slice(0, MAX_WORDS);
  } catch (error) {
    throw toProviderError(error);
  } finally {
    transport.close();
  }
}

function serverOf(address: string) {
  const { protocol, hostname, port, username, password } = new URL(address);
  const secure = protocol === "smtps:";
  const auth = username
    ? { user: decodeURIComponent(username), pass: decodeURIComponent(password) }
    : undefined;
  return {
    host: hostname.replace(/^\[(.*)\]$/, "$1"),
    port: port === "" ? (secure ? 465 : 587) : Number(port),
    secure,
    // A password is never said where others can hear it (RFC 8314 §3).
    requireTLS: !secure && auth !== undefined,
    ...(auth ? { auth } : {}),
    connectionTimeout: CONNECT_TIMEOUT_MS,
    greetingTimeout: CONNECT_TIMEOUT_MS,
    dnsTimeout: CONNECT_TIMEOUT_MS,
    socketTimeout: ANSWER_TIMEOUT_MS,
  };
}

/** Line breaks would begin a header of their own. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\u2028\u2029]+/gu, " ").trim();
}

function toProviderError(error: unknown): ProviderError {
  const facts = error as { code?: unknown; response?: unknown; responseCode?: unknown; message?: unknown };
  const status = typeof facts.responseCode === "number" ? facts.responseCode : undefined;
  const said = typeof facts.response === "string" && facts.response !== "" ? facts.response : facts.message;
  return new ProviderError("SMTP", String(said).slice(0, MAX_WORDS), {
    permanent: status !== undefined && status >= 500,
    vendorCode: typeof facts.code === "string" ? facts.code : undefined,
  });
}
