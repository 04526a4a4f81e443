"use client";

import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { buttonClasses } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** Only where the vendors are stand-ins. */
export function PhonesCard({ url }: { url: string }) {
  const t = useTranslations("today.phones");
  return (
    <Card aria-labelledby="phones-heading" className="max-xl:order-last">
      <CardHeader title={t("heading")} titleId="phones-heading" description={t("body")} />
      <CardBody>
        <a href={url} target="_blank" rel="noreferrer" className={buttonClasses({ variant: "primary" })}>
          {t("open")}
          <ExternalLink aria-hidden="true" />
        </a>
      </CardBody>
    </Card>
  );
}
