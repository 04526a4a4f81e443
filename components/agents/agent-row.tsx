import Link from "next/link";
import { useTranslations } from "next-intl";
import { StatusBadge } from "@/components/ui/badge";
import { PhoneNumber } from "@/components/ui/phone-number";
import { TableCell, TableRow } from "@/components/ui/table";
import type { AgentView } from "@/lib/agents/schema";
import type { Country } from "@/lib/vocabulary";

export function AgentRow({ agent, country }: { agent: AgentView; country: Country }) {
  const t = useTranslations("agents");
  const numbers =
    agent.phoneNumbers.length === 0 ? (
      <span className="text-ink-muted">{t("noNumbers")}</span>
    ) : (
      agent.phoneNumbers.map((number) => <PhoneNumber key={number} number={number} country={country} />)
    );
  return (
    <TableRow>
      <TableCell className="py-2 md:max-w-80">
        <Link href={`/agents/${agent.id}`} className="block font-medium hover:underline md:truncate">
          {agent.name}
        </Link>
        <span className="block text-sm text-ink-muted md:hidden">
          {t(`type.${agent.type}`)} · {t(`language.${agent.language}`)}
        </span>
        <span className="flex flex-wrap gap-x-3 text-sm sm:hidden">{numbers}</span>
      </TableCell>
      <TableCell className="max-md:hidden">{t(`type.${agent.type}`)}</TableCell>
      <TableCell>
        <StatusBadge tone={agent.status === "active" ? "good" : "ended"}>
          {t(`status.${agent.status}`)}
        </StatusBadge>
        {agent.state === "unpublished" && (
          <StatusBadge tone="waiting" className="ml-1.5 max-sm:mt-1 max-sm:ml-0">
            {t("form.unpublished")}
          </StatusBadge>
        )}
      </TableCell>
      <TableCell className="max-md:hidden">{t(`language.${agent.language}`)}</TableCell>
      <TableCell className="max-sm:hidden">
        <span className="flex flex-wrap gap-x-3 py-2">{numbers}</span>
      </TableCell>
    </TableRow>
  );
}
