import { useTranslations } from "next-intl";
import { usePlace } from "@/components/frame/place";
import { useMay, useSession } from "@/components/frame/session-context";
import { StatusBadge } from "@/components/ui/badge";
import { PhoneButton } from "@/components/ui/phone-number";
import { usePhoneFacts } from "@/components/ui/phone-format";
import { Select } from "@/components/ui/select";
import { TableCell, TableRow } from "@/components/ui/table";
import type { AgentView } from "@/lib/agents/schema";
import { formatUsd } from "@/lib/format";
import type { NumberView } from "@/lib/numbers/schema";
import { NumberRoute } from "./number-route";
import { useAssignAgent } from "./use-assign-agent";

type NumberRowProps = { number: NumberView; agents: readonly AgentView[] };

export function NumberRow({ number, agents }: NumberRowProps) {
  const { country } = useSession().tenant;
  return (
    <TableRow data-testid="number-row" data-phone-number={number.phoneNumber}>
      <TableCell className="py-2">
        <span className="flex items-center gap-2">
          <CountryFlag phoneNumber={number.phoneNumber} />
          <PhoneButton number={number.phoneNumber} country={country} className="font-medium" />
        </span>
        <span className="block truncate text-sm text-ink-muted md:hidden">{number.label}</span>
        <MonthlyPrice priceUsd={number.monthlyPriceUsd} />
      </TableCell>
      <TableCell className="max-w-64 truncate text-ink-muted max-md:hidden">{number.label}</TableCell>
      <TableCell className="py-2 max-md:w-1/2">
        <AgentSelect number={number} agents={agents} />
        <NumberState number={number} agents={agents} />
        <NumberRoute number={number} agent={agents.find((choice) => choice.id === number.agent?.id)} />
      </TableCell>
    </TableRow>
  );
}

function MonthlyPrice({ priceUsd }: { priceUsd: string | null }) {
  const t = useTranslations("numbers.list");
  const { locale } = usePlace();
  if (priceUsd === null) return null;
  return (
    <span className="block text-sm text-ink-muted">
      {t("monthly", { price: formatUsd(priceUsd, locale) })}
    </span>
  );
}

function CountryFlag({ phoneNumber }: { phoneNumber: string }) {
  const country = usePhoneFacts(phoneNumber)?.country;
  return (
    <span aria-hidden="true" className="w-5">
      {country &&
        String.fromCodePoint(...Array.from(country, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 65))}
    </span>
  );
}

function AgentSelect({ number, agents }: NumberRowProps) {
  const t = useTranslations("numbers.list");
  const tCommon = useTranslations("common");
  const spoken = usePhoneFacts(number.phoneNumber)?.national ?? number.phoneNumber;
  const assign = useAssignAgent(() => spoken);
  const mayEdit = useMay("admin");
  const { agent } = number;
  // The agent it has stays among the choices even if it places calls by now; a number that is gone can only lose it.
  const choices = agents.filter(
    (choice) => choice.id === agent?.id || (number.owned && choice.type === "inbound"),
  );
  const known = agent === null || choices.some((choice) => choice.id === agent.id);
  return (
    <Select
      className="max-w-72"
      aria-label={t("agentFor", { number: spoken })}
      value={agent?.id ?? ""}
      disabled={!mayEdit || (!number.owned && agent === null)}
      title={mayEdit ? undefined : tCommon("needsAdmin")}
      onChange={(event) => {
        const chosen = choices.find((choice) => choice.id === event.target.value);
        assign({ number, agent: chosen ? { id: chosen.id, name: chosen.name } : null });
      }}
    >
      <option value="">{t("nobody")}</option>
      {!known && <option value={agent.id}>{agent.name}</option>}
      {choices.map((choice) => (
        <option key={choice.id} value={choice.id}>
          {choice.status === "active" ? choice.name : t("inactiveAgent", { name: choice.name })}
        </option>
      ))}
    </Select>
  );
}

/** Only what keeps the number from being answered; a number in order needs no word. */
function NumberState({ number, agents }: NumberRowProps) {
  const t = useTranslations("numbers.list");
  const agent = agents.find((choice) => choice.id === number.agent?.id);
  if (!number.owned) return <State tone="failed">{t("gone")}</State>;
  if (number.agent === null) return <State tone="waiting">{t("unattended")}</State>;
  if (agent?.status === "inactive") return <State tone="waiting">{t("agentInactive")}</State>;
  return null;
}

function State({ tone, children }: { tone: "waiting" | "failed"; children: string }) {
  return (
    <StatusBadge tone={tone} className="mt-1.5 h-auto max-w-full rounded-md py-0.5 whitespace-normal">
      {children}
    </StatusBadge>
  );
}
