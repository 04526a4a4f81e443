"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink } from "lucide-react";
import { useTranslations } from "next-intl";
import { useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { buttonClasses } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";

/** Only where the vendors are stand-ins, and once there is a line to try. */
export function PhonesCard({ url }: { url: string }) {
  const t = useTranslations("today.phones");
  const numbers = useQuery(numberQueries.list(useSession().tenant.id));
  if (!numbers.data?.some((number) => number.owned && number.agent)) return null;
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
