import type { AccountView } from "@/lib/accounts/schema";
import type { NumberView } from "@/lib/numbers/schema";
import { REQUIRED_VENDORS, type RequiredVendor } from "@/lib/vocabulary";

export type SetupStep =
  | { type: "connect"; vendor: RequiredVendor }
  | { type: "account"; vendor: RequiredVendor; fault: "invalid" | "suspended" | "trial" }
  | { type: "agent" }
  | { type: "numbers" }
  | { type: "unassigned"; numbers: string[] };

type Setup = {
  accounts: readonly Pick<AccountView, "vendor" | "status">[];
  agents: readonly unknown[];
  numbers: readonly Pick<NumberView, "phoneNumber" | "owned" | "agent">[];
};

/** What still keeps the line from being answered, in the order in which it can be mended. */
export function listSetupSteps({ accounts, agents, numbers }: Setup): SetupStep[] {
  const steps: SetupStep[] = [];
  for (const vendor of REQUIRED_VENDORS) {
    const account = accounts.find((candidate) => candidate.vendor === vendor);
    if (!account) steps.push({ type: "connect", vendor });
    else if (account.status !== "active") steps.push({ type: "account", vendor, fault: account.status });
  }
  if (agents.length === 0) steps.push({ type: "agent" });
  const owned = numbers.filter((number) => number.owned);
  const unassigned = owned.filter((number) => number.agent === null).map((number) => number.phoneNumber);
  const hasTwilio = accounts.some((account) => account.vendor === "twilio");
  if (owned.length === 0 && hasTwilio) steps.push({ type: "numbers" });
  if (unassigned.length > 0 && agents.length > 0) steps.push({ type: "unassigned", numbers: unassigned });
  return steps;
}
