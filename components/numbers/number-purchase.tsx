"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { useForm } from "react-hook-form";
import { toast } from "sonner";
import { useSchemaResolver } from "@/components/frame/api-form";
import { useErrorMessage } from "@/components/frame/error-message";
import { usePlace } from "@/components/frame/place";
import { useSession } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { usePhoneFacts } from "@/components/ui/phone-format";
import { PhoneNumber } from "@/components/ui/phone-number";
import { ApiError, sendJson } from "@/lib/api-client";
import { formatUsd } from "@/lib/format";
import {
  type AddressInput,
  addressInput,
  type AvailableNumbersQuery,
  type AvailableNumberView,
  numberView,
} from "@/lib/numbers/schema";
import { AddressFields } from "./address-fields";
import { numberQueries } from "./number-queries";

type PurchaseProps = {
  number: AvailableNumberView;
  /** The search it was found by: its price is asked for again when it has changed. */
  wanted: AvailableNumbersQuery;
  onBack: () => void;
  onBusy: (isBusy: boolean) => void;
  onBought: () => void;
};

/** The last look before money is spent: number, price, and the holder's address where the country asks for one. */
export function NumberPurchase(props: PurchaseProps) {
  const t = useTranslations("numbers.buy");
  const { tenant } = useSession();
  const { locale } = usePlace();
  const { buy, fault, number } = usePurchase(props);
  const { phoneNumber, locality, addressRequirements, monthlyPriceUsd } = number;
  const spoken = usePhoneFacts(phoneNumber)?.international ?? phoneNumber;
  const price = formatUsd(monthlyPriceUsd ?? "0", locale);
  const form = useForm<AddressInput>({
    resolver: useSchemaResolver(addressInput),
    shouldFocusError: false,
    defaultValues: {
      customerName: tenant.name,
      country: addressRequirements === "local" ? props.wanted.country : tenant.country,
    },
  });
  const needsAddress = addressRequirements !== "none";
  const order = () =>
    needsAddress
      ? form.handleSubmit((address) => buy.mutate(address))()
      : Promise.resolve(buy.mutate(undefined));
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        if (!buy.isPending) void order();
      }}
      className="grid gap-4"
    >
      <div className="rounded-lg bg-hover p-3">
        <p className="text-lg font-semibold">
          <PhoneNumber number={phoneNumber} country={tenant.country} />
        </p>
        <p className="text-sm text-ink-muted">
          {[locality, t(`types.${number.type}`), t("perMonth", { price })].filter(Boolean).join(" · ")}
        </p>
      </div>
      {fault && (
        <div role="alert">
          <Notice tone="failed" title={t("notBought")}>
            {fault}
          </Notice>
        </div>
      )}
      {needsAddress && <AddressFields form={form} requirement={addressRequirements} />}
      <p className="text-sm text-ink-muted">{t("deedNote", { price })}</p>
      <div className="flex flex-wrap justify-end gap-2">
        <Button disabled={buy.isPending} onClick={props.onBack}>
          {t("back")}
        </Button>
        <Button
          type="submit"
          variant="primary"
          busy={buy.isPending}
          className="h-auto min-h-9 whitespace-normal"
        >
          {t("confirm", { number: spoken, price })}
        </Button>
      </div>
      <p aria-live="polite" className="sr-only">
        {buy.isPending && t("buying")}
      </p>
    </form>
  );
}

function usePurchase({ number, wanted, onBusy, onBought }: PurchaseProps) {
  const t = useTranslations("numbers.buy");
  const messageOf = useErrorMessage();
  const tenantId = useSession().tenant.id;
  const queries = useQueryClient();
  const available = numberQueries.available(tenantId, wanted);
  // A refusal for another price brings the new one: what is on the button is what is paid.
  const offers = queries.getQueryData(available.queryKey);
  const shown = offers?.find(({ phoneNumber }) => phoneNumber === number.phoneNumber) ?? number;
  const buy = useMutation({
    mutationFn: (address: AddressInput | undefined) => {
      const { phoneNumber, type, monthlyPriceUsd } = shown;
      const order = { phoneNumber, type, confirmedMonthlyPriceUsd: monthlyPriceUsd, address };
      return sendJson("POST", "/api/numbers/buy", order, numberView);
    },
    onSuccess: async ({ phoneNumber }) => {
      toast.success(t("bought", { number: phoneNumber }));
      onBought();
      await queries.invalidateQueries({ queryKey: numberQueries.all(tenantId) });
    },
    onError: async (error) => {
      if (error instanceof ApiError && error.status === 409)
        await queries.fetchQuery({ ...available, staleTime: 0 }).catch(() => undefined);
    },
  });
  const { isPending } = buy;
  useEffect(() => onBusy(isPending), [isPending, onBusy]);
  const fields = buy.error instanceof ApiError ? Object.values(buy.error.fields) : [];
  const fault = buy.error ? [...(fields.length > 0 ? fields : [messageOf(buy.error)])].join(" ") : undefined;
  return { buy, fault, number: shown };
}
