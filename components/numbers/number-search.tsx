"use client";

import { useQuery } from "@tanstack/react-query";
import { Search } from "lucide-react";
import { useTranslations } from "next-intl";
import { useForm, useWatch } from "react-hook-form";
import type { z } from "zod";
import { useSchemaResolver } from "@/components/frame/api-form";
import { LoadError } from "@/components/frame/load-error";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { SelectField } from "@/components/settings/select-field";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PhoneNumber } from "@/components/ui/phone-number";
import { Loading, SkeletonRows } from "@/components/ui/skeleton";
import { formatUsd } from "@/lib/format";
import {
  type AvailableNumbersQuery,
  availableNumbersQuery,
  type AvailableNumberView,
  NUMBER_TYPES,
} from "@/lib/numbers/schema";
import { COUNTRIES } from "@/lib/vocabulary";
import { numberQueries } from "./number-queries";

type SearchProps = {
  wanted: AvailableNumbersQuery | undefined;
  onSearch: (wanted: AvailableNumbersQuery) => void;
  onChoose: (number: AvailableNumberView) => void;
};

// An empty box asks for nothing.
const absentWhenEmpty = (typed: string | undefined) => (typed?.trim() ? typed : undefined);

export function NumberSearch({ wanted, onSearch, onChoose }: SearchProps) {
  const t = useTranslations("numbers.buy");
  const tBusiness = useTranslations("business.country");
  const { tenant } = useSession();
  const form = useForm<z.output<typeof availableNumbersQuery>>({
    resolver: useSchemaResolver(availableNumbersQuery),
    defaultValues: wanted ?? { country: tenant.country, type: "local" },
  });
  const { errors } = form.formState;
  const isAmerican = useWatch({ control: form.control, name: "country" }) === "US";
  return (
    <div className="grid gap-4">
      <form
        noValidate
        onSubmit={(event) => void form.handleSubmit(onSearch)(event)}
        className="grid gap-4 sm:grid-cols-2"
      >
        <SelectField
          id="buy-country"
          label={t("country")}
          error={errors.country?.message}
          registered={form.register("country")}
          values={COUNTRIES}
          nameOf={(country) => tBusiness(country)}
        />
        <SelectField
          id="buy-type"
          label={t("type")}
          error={errors.type?.message}
          registered={form.register("type")}
          values={NUMBER_TYPES}
          nameOf={(type) => t(`types.${type}`)}
        />
        <Field
          id="buy-contains"
          label={t("contains")}
          help={t("containsHelp")}
          error={errors.contains?.message}
          optional
        >
          {(control) => (
            <Input
              {...control}
              {...form.register("contains", { setValueAs: absentWhenEmpty })}
              inputMode="tel"
              autoComplete="off"
            />
          )}
        </Field>
        <Field
          id="buy-area"
          label={t(isAmerican ? "areaCode" : "area")}
          help={t(isAmerican ? "areaCodeHelp" : "areaHelp")}
          error={errors.area?.message}
          optional
        >
          {(control) => (
            <Input
              {...control}
              {...form.register("area", { setValueAs: absentWhenEmpty })}
              autoComplete="off"
            />
          )}
        </Field>
        <div className="sm:col-span-2">
          <Button type="submit" variant={wanted ? "secondary" : "primary"}>
            <Search aria-hidden="true" />
            {t("search")}
          </Button>
        </div>
      </form>
      {wanted && <Offers wanted={wanted} onChoose={onChoose} />}
    </div>
  );
}

function Offers({ wanted, onChoose }: { wanted: AvailableNumbersQuery; onChoose: SearchProps["onChoose"] }) {
  const t = useTranslations("numbers.buy");
  const offers = useQuery(numberQueries.available(useSession().tenant.id, wanted));
  if (offers.isPending) {
    return (
      <Loading>
        <SkeletonRows rows={4} />
      </Loading>
    );
  }
  if (offers.isError)
    return <LoadError title={t("failed")} error={offers.error} onRetry={() => void offers.refetch()} />;
  return (
    <section aria-labelledby="buy-results" className="grid gap-2" aria-live="polite">
      <h3 id="buy-results" className="font-medium">
        {t("results")}
      </h3>
      {offers.data.length === 0 ? (
        <p className="text-ink-muted">{t("none")}</p>
      ) : (
        <ul className="grid max-h-72 overflow-y-auto rounded-lg border">
          {offers.data.map((number) => (
            <Offer key={number.phoneNumber} number={number} onChoose={onChoose} />
          ))}
        </ul>
      )}
    </section>
  );
}

function Offer({ number, onChoose }: { number: AvailableNumberView; onChoose: SearchProps["onChoose"] }) {
  const t = useTranslations("numbers.buy");
  const { locale } = usePlace();
  const { country } = useSession().tenant;
  const { phoneNumber, locality, region, monthlyPriceUsd } = number;
  return (
    <li className="border-b last:border-b-0">
      <button
        type="button"
        data-testid="offer"
        data-phone-number={phoneNumber}
        disabled={monthlyPriceUsd === null}
        onClick={() => onChoose(number)}
        className="flex min-h-10 w-full flex-wrap items-center gap-x-4 gap-y-0.5 px-3 py-2 text-left hover:bg-hover disabled:opacity-55"
      >
        <PhoneNumber number={phoneNumber} country={country} className="font-medium" />
        <span className="text-sm text-ink-muted">{locality ?? region}</span>
        <span className="ml-auto text-sm tabular-nums">
          {monthlyPriceUsd === null
            ? t("noPrice")
            : t("perMonth", { price: formatUsd(monthlyPriceUsd, locale) })}
        </span>
      </button>
    </li>
  );
}
