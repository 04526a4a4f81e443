"use client";

import { ShoppingCart } from "lucide-react";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { useMay } from "@/components/frame/session-context";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import type { AvailableNumbersQuery, AvailableNumberView } from "@/lib/numbers/schema";
import { NumberPurchase } from "./number-purchase";
import { NumberSearch } from "./number-search";

/** Opens the search for a number to buy; nothing for who may not spend the business's money. */
export function BuyNumberButton({ variant }: { variant: "primary" | "secondary" }) {
  const t = useTranslations("numbers.buy");
  const [isOpen, setOpen] = useState(false);
  if (!useMay("admin")) return null;
  return (
    <>
      <Button variant={variant} onClick={() => setOpen(true)}>
        <ShoppingCart aria-hidden="true" />
        {t("open")}
      </Button>
      {isOpen && <BuyDialog onClose={() => setOpen(false)} />}
    </>
  );
}

type Choice = { number: AvailableNumberView; wanted: AvailableNumbersQuery };

function BuyDialog({ onClose }: { onClose: () => void }) {
  const t = useTranslations("numbers.buy");
  const [wanted, setWanted] = useState<AvailableNumbersQuery>();
  const [choice, setChoice] = useState<Choice>();
  const [isBusy, setBusy] = useState(false);
  return (
    <Dialog
      open
      // What is being paid for is not closed over: its answer says whether it was bought.
      onOpenChange={(open) => {
        if (!open && !isBusy) onClose();
      }}
      title={t("title")}
      description={t("intro")}
      className="max-w-xl"
    >
      {choice ? (
        <NumberPurchase
          number={choice.number}
          wanted={choice.wanted}
          onBack={() => setChoice(undefined)}
          onBusy={setBusy}
          onBought={onClose}
        />
      ) : (
        <NumberSearch
          wanted={wanted}
          onSearch={setWanted}
          onChoose={(number) => wanted && setChoice({ number, wanted })}
        />
      )}
    </Dialog>
  );
}
