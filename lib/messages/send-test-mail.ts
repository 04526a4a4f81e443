import { randomUUID } from "node:crypto";
import type { Scope } from "@/db/client";
import { getTenant } from "@/db/queries/team";
import { env } from "@/env";
import { limitAttempts } from "@/lib/auth/limit-attempts";
import { AppError } from "@/lib/errors";
import { mailSender, sendMail } from "@/lib/providers/mail/send-mail";
import { mailHtml, mailText } from "./notice-mail";
import { testMailWords } from "./notice-words";

/** Somebody looks whether it works; nobody needs more. */
const MOST_PER_QUARTER_HOUR = 5;

/**
 * Sends whoever asks a mail like those about messages, while they wait. Throws `conflict` where no mail server is set up, `limit_reached` after
 * a few, and `ProviderError` with the server's words when it does not take it.
 */
export async function sendTestMail(scope: Scope, to: string): Promise<{ to: string; answer: string }> {
  if (!mailSender()) throw new AppError("conflict", "mail_not_configured");
  await limitAttempts([{ key: `test-mail:${scope.tenantId}`, most: MOST_PER_QUARTER_HOUR }]);
  const words = testMailWords(await getTenant(scope), `${env.PUBLIC_URL}/settings/notices`);
  const answer = await sendMail({
    fromName: words.business,
    to,
    subject: words.subject,
    text: mailText(words),
    html: mailHtml(words),
    id: randomUUID(),
  });
  return { to, answer };
}
