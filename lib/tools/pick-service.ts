import { listServices } from "@/db/queries/agenda";
import type { Service } from "@/db/schema/agenda";
import { matchService } from "@/lib/spoken/read-name";
import type { ToolAnswer } from "./answer";
import type { Desk } from "./desk";

/** Named in one breath; who has more services than this must be asked which one. */
const MOST_NAMED = 6;

/** The service that was meant, or what to ask. With only one on offer nobody has to name it. */
export async function pickService(
  desk: Desk,
  said: string | undefined,
): Promise<{ service: Service } | { answer: ToolAnswer }> {
  const { words } = desk;
  const offered = (await listServices(desk.scope)).filter(({ active }) => active);
  const bookable = offered.filter(({ bookableByAgents }) => bookableByAgents);
  const [only] = bookable;
  if (!only) return { answer: { status: "failed", say: words.noService } };
  if (said === undefined) {
    if (bookable.length === 1) return { service: only };
    return ask(words.askService(listed(bookable, words.or)));
  }
  const match = matchService(
    said,
    offered.map(({ name }) => name),
  );
  if (match.result === "one") {
    const service = offered.find(({ name }) => name === match.name);
    if (service) {
      return service.bookableByAgents ? { service } : { answer: { status: "failed", say: words.noService } };
    }
  }
  const some =
    match.result === "several" ? bookable.filter(({ name }) => match.names.includes(name)) : bookable;
  return match.result === "several"
    ? ask(words.askService(listed(some, words.or)))
    : ask(words.unknownService(listed(some, words.or)));
}

function ask(say: string): { answer: ToolAnswer } {
  return { answer: { status: "ask", ask: "service", say } };
}

function listed(services: readonly Service[], or: string): string {
  return namesOf(
    services.slice(0, MOST_NAMED).map(({ name }) => name.toLowerCase()),
    or,
  );
}

/** `a, b o c`. */
export function namesOf(names: readonly string[], or: string): string {
  const last = names.at(-1) ?? "";
  return names.length < 2 ? last : `${names.slice(0, -1).join(", ")} ${or} ${last}`;
}
