import { useTranslations } from "next-intl";
import { CodeBlock } from "@/components/reference/code-block";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** In Node, without a library; libraries of Standard Webhooks do the same in other languages. */
const EXAMPLE = `import { createHmac, timingSafeEqual } from "node:crypto";

/** rawBody: the body as it arrived, before any JSON is read. */
export function isFromCentralita(headers, rawBody, secret) {
  const id = headers["webhook-id"];
  const sentAt = headers["webhook-timestamp"];
  if (!id || Math.abs(Date.now() / 1000 - Number(sentAt)) > 300) return false;

  const key = Buffer.from(secret.replace("whsec_", ""), "base64");
  const expected = createHmac("sha256", key).update(\`\${id}.\${sentAt}.\${rawBody}\`).digest();
  // While a secret is replaced there are two signatures; one that fits is enough.
  return (headers["webhook-signature"] ?? "").split(" ").some((part) => {
    const given = Buffer.from(part.replace("v1,", ""), "base64");
    return given.length === expected.length && timingSafeEqual(given, expected);
  });
}`;

/** For whoever writes the receiver. */
export function WebhookVerify() {
  const t = useTranslations("webhooks.verify");
  return (
    <Card aria-labelledby="webhook-verify">
      <CardHeader titleId="webhook-verify" title={t("title")} description={t("description")} />
      <CardBody className="grid gap-3">
        <ul className="grid max-w-3xl list-disc gap-1 pl-5 text-sm">
          <li>{t("signature")}</li>
          <li>{t("answer")}</li>
          <li>{t("twice")}</li>
          <li>{t("order")}</li>
        </ul>
        <CodeBlock label={t("example")} code={EXAMPLE} />
      </CardBody>
    </Card>
  );
}
