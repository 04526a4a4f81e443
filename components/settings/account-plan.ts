import type { useTranslations } from "next-intl";
import type { AccountView } from "@/lib/accounts/schema";
import { formatDate, type Place } from "@/lib/format";

type Words = (t: ReturnType<typeof useTranslations<"accounts">>, place: Place) => string;
type PlanLine = {
  key: "accountName" | "balance" | "tier" | "credit" | "resetsAt" | "callsAtOnce";
  words: Words;
};

/** What the vendor said of plan, balance and limits, as far as it said anything, in the order in which it is read. */
export function planOf({ vendor, facts }: Pick<AccountView, "vendor" | "facts">): PlanLine[] {
  switch (vendor) {
    case "twilio":
      return twilioPlan(facts);
    case "elevenlabs":
      return elevenLabsPlan(facts);
    // It says nothing of them to a key.
    case "openai":
      return [];
  }
}

function twilioPlan({ accountName, balance, currency }: AccountView["facts"]): PlanLine[] {
  const lines: PlanLine[] = [];
  if (typeof accountName === "string" && accountName !== "")
    lines.push({ key: "accountName", words: () => accountName });
  if (typeof balance === "string") {
    const facts = { amount: Number(balance), currency: String(currency ?? "") };
    lines.push({ key: "balance", words: (t) => t("plan.balanceValue", facts) });
  }
  return lines;
}

function elevenLabsPlan(facts: AccountView["facts"]): PlanLine[] {
  const { tier, creditsLeft, creditsLimit, resetsAt, callsAtOnce } = facts;
  const lines: PlanLine[] = [];
  if (typeof tier === "string" && tier !== "") lines.push({ key: "tier", words: () => nameOfTier(tier) });
  if (typeof creditsLeft === "number" && typeof creditsLimit === "number") {
    const credit = { left: Math.max(0, creditsLeft), limit: creditsLimit };
    lines.push({ key: "credit", words: (t) => t("plan.creditValue", credit) });
  }
  if (typeof resetsAt === "string")
    lines.push({ key: "resetsAt", words: (_t, place) => formatDate(new Date(resetsAt), place) });
  if (typeof callsAtOnce === "number")
    lines.push({ key: "callsAtOnce", words: (t) => t("plan.callsAtOnceValue", { count: callsAtOnce }) });
  return lines;
}

/** The vendor's name of a plan without the date that newer ones carry: `scale_2024_08_10` is Scale. */
function nameOfTier(tier: string): string {
  const [name = ""] = tier.split(/_\d/);
  return name.charAt(0).toUpperCase() + name.slice(1).replaceAll("_", " ");
}
