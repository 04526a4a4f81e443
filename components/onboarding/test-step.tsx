"use client";

import { useQuery } from "@tanstack/react-query";
import { ExternalLink, PhoneIncoming, PhoneOutgoing } from "lucide-react";
import { useTranslations } from "next-intl";
import { useDial } from "@/components/dial/use-dial";
import { useSession } from "@/components/frame/session-context";
import { numberQueries } from "@/components/numbers/number-queries";
import { Button, buttonClasses } from "@/components/ui/button";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { PhoneButton } from "@/components/ui/phone-number";
import { StepFoot } from "./step-foot";
import type { StepProps } from "./step-props";
import { TestWatch } from "./test-watch";

/** The proof: a telephone rings. */
export function TestStep({ isDone }: StepProps) {
  const t = useTranslations("onboarding.test");
  const { tenant, sandboxUrl } = useSession();
  const dial = useDial();
  const numbers = useQuery(numberQueries.list(tenant.id)).data ?? [];
  const line = numbers.find((number) => number.owned && number.agent !== null);
  return (
    <div className="grid gap-5">
      <TestWatch isDone={isDone} />
      <div className="grid gap-5 lg:grid-cols-2">
        {line && (
          <Card aria-labelledby="test-in">
            <CardHeader
              title={
                <span className="flex items-center gap-2">
                  <PhoneIncoming aria-hidden="true" className="size-5 text-accent-ink" />
                  {t("inTitle")}
                </span>
              }
              titleId="test-in"
            />
            <CardBody className="grid justify-items-start gap-3">
              <p>{t("inBody")}</p>
              <PhoneButton
                number={line.phoneNumber}
                country={tenant.country}
                className="mx-0 px-0 text-xl font-semibold"
              />
              {sandboxUrl && (
                <>
                  <p className="text-sm text-ink-muted">{t("sandbox")}</p>
                  <a
                    href={`${sandboxUrl}/phones`}
                    target="_blank"
                    rel="noreferrer"
                    className={buttonClasses()}
                  >
                    {t("phones")}
                    <ExternalLink aria-hidden="true" />
                  </a>
                </>
              )}
            </CardBody>
          </Card>
        )}
        <Card aria-labelledby="test-out">
          <CardHeader
            title={
              <span className="flex items-center gap-2">
                <PhoneOutgoing aria-hidden="true" className="size-5 text-accent-ink" />
                {t("outTitle")}
              </span>
            }
            titleId="test-out"
          />
          <CardBody className="grid justify-items-start gap-3">
            <p>{t("outBody")}</p>
            {sandboxUrl && <p className="text-sm text-ink-muted">{t("outSandbox")}</p>}
            <Button variant="primary" onClick={() => dial()}>
              <PhoneOutgoing aria-hidden="true" />
              {t("callMe")}
            </Button>
          </CardBody>
        </Card>
      </div>
      <StepFoot step="test" isDone={isDone} />
    </div>
  );
}
