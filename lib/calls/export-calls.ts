import type { Scope } from "@/db/client";
import { csvLines } from "@/lib/csv";
import { listCalls } from "./list-calls";
import type { CallFilters } from "./schema";

const PAGE = 100;
const COLUMNS = [
  "id",
  "started_at",
  "direction",
  "status",
  "outcome",
  "agent",
  "from",
  "to",
  "duration_seconds",
  "title",
  "error",
  "answered_by",
  "score",
  "sentiment",
  "intent",
  "cost_twilio_usd",
  "cost_elevenlabs_usd",
  "cost_openai_usd",
] as const;

/** CSV of every call the filters let through, page by page so that memory stays flat. UTF-8 with a byte order mark, for Excel. */
export async function* exportCalls(scope: Scope, filters: CallFilters): AsyncGenerator<string> {
  yield `\uFEFF${COLUMNS.join(",")}\r\n`;
  let cursor: string | undefined;
  do {
    const page = await listCalls(scope, filters, { cursor, limit: PAGE });
    const rows = page.data.map((call) => [
      call.id,
      call.startedAt.toISOString(),
      call.direction,
      call.status,
      call.outcome ?? "",
      call.agent?.name ?? "",
      call.fromNumber,
      call.toNumber,
      call.durationSeconds ?? "",
      call.title ?? "",
      call.errorCode ?? "",
      call.answeredBy ?? "",
      call.qualificationScore ?? "",
      call.sentiment ?? "",
      call.intent ?? "",
      call.costTwilioUsd ?? "",
      call.costElevenLabsUsd ?? "",
      call.costOpenAiUsd ?? "",
    ]);
    if (rows.length > 0) yield csvLines(rows);
    cursor = page.nextCursor ?? undefined;
  } while (cursor !== undefined);
}
