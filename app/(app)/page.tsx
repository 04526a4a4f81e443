import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { advisorQueries } from "@/components/advisors/advisor-queries";
import { agentQueries } from "@/components/agents/agent-queries";
import { agendaQueries, weekPeriod } from "@/components/appointments/agenda-queries";
import { mondayOf } from "@/lib/agenda/rules";
import { attentionQueries } from "@/components/attention/attention-queries";
import { callQueries, DAY_LIMIT } from "@/components/calls/call-queries";
import { healthQueries } from "@/components/health/health-queries";
import { lineQueries } from "@/components/line/line-queries";
import { COUNTED, messageQueries } from "@/components/messages/message-queries";
import { numberQueries } from "@/components/numbers/number-queries";
import { accountQueries } from "@/components/settings/account-queries";
import { Today } from "@/components/today/today";
import { listAccounts } from "@/lib/accounts/list-accounts";
import { listAdvisors } from "@/lib/advisors/list-advisors";
import { listStaff } from "@/lib/agenda/staff";
import { listAgents } from "@/lib/agents/list-agents";
import { listAppointments } from "@/lib/appointments/get-appointment";
import { listCalls } from "@/lib/calls/list-calls";
import { formatDay } from "@/lib/format";
import { getHealth } from "@/lib/health/run-health-check";
import { describeLine } from "@/lib/line/describe-line";
import { listMessages } from "@/lib/messages/list-messages";
import { listNumbers } from "@/lib/numbers/list-numbers";
import { listWaitingCalls } from "@/lib/safety/list-waiting-calls";
import { answer, Prefetched } from "./prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("today");
  return { title: t("title") };
}

export default function TodayPage() {
  return (
    <Prefetched
      ask={({ tenant, scope }) => {
        const day = formatDay(new Date(), tenant.timeZone);
        const monday = mondayOf(day);
        return [
          answer(callQueries.day(tenant.id, day), () =>
            listCalls(scope, { from: day, to: day }, { limit: DAY_LIMIT }),
          ),
          answer(agendaQueries.staff(tenant.id), () => listStaff(scope)),
          answer(agendaQueries.week(tenant.id, monday, tenant.timeZone), () =>
            listAppointments(scope, weekPeriod(monday, tenant.timeZone)),
          ),
          answer(accountQueries.list(tenant.id), () => listAccounts(scope)),
          answer(agentQueries.list(tenant.id), () => listAgents(scope)),
          answer(numberQueries.list(tenant.id), () => listNumbers(scope)),
          answer(messageQueries.open(tenant.id), () =>
            listMessages(scope, { state: "open" }, { limit: COUNTED }),
          ),
          answer(advisorQueries.list(tenant.id), () => listAdvisors(scope)),
          answer(attentionQueries.waiting(tenant.id), () => listWaitingCalls(scope)),
          answer(healthQueries.report(tenant.id), () => getHealth(scope)),
          answer(lineQueries.line(tenant.id), () => describeLine(scope)),
        ];
      }}
    >
      <Today />
    </Prefetched>
  );
}
