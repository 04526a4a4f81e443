import type { Scope } from "@/db/client";
import { AppError } from "@/lib/errors";
import { storage } from "@/lib/providers/storage/open-storage";
import { readByteRange } from "./byte-range";
import { getRecording } from "./list-recordings";

/**
 * The sound of a call, or the part of it that is asked for (RFC 9110 §14): 200, 206, 304 or 416. Throws `not_found` for a recording of
 * another tenant, and for one whose sound is gone.
 */
export async function recordingResponse(
  scope: Scope,
  recordingId: string,
  request: Request,
): Promise<Response> {
  const { storageKey, contentType, sizeBytes } = await getRecording(scope, recordingId);
  // What was kept once is never changed.
  const etag = `"${recordingId}"`;
  const headers = {
    "Content-Type": contentType,
    "Accept-Ranges": "bytes",
    ETag: etag,
    // Asked for anew each time: who has left the business may not hear it again.
    "Cache-Control": "private, no-cache",
  };
  if (namesTag(request.headers.get("if-none-match"), etag))
    return new Response(null, { status: 304, headers });
  const condition = request.headers.get("if-range");
  const asked = condition === null || condition === etag ? request.headers.get("range") : null;
  const range = readByteRange(asked, sizeBytes);
  if (range === "unsatisfiable") {
    return new Response(null, {
      status: 416,
      headers: { ...headers, "Content-Range": `bytes */${sizeBytes}` },
    });
  }
  const part = range === "whole" ? undefined : range;
  // Without Content-Length: Next takes it out of every answer. Players ask for `bytes=0-` and read the size in Content-Range.
  const described = {
    status: part ? 206 : 200,
    headers: {
      ...headers,
      ...(part ? { "Content-Range": `bytes ${part.first}-${part.last}/${sizeBytes}` } : {}),
    },
  };
  if (request.method === "HEAD") return new Response(null, described);
  const stored = await storage().get(storageKey, part);
  if (!stored) throw new AppError("not_found", `sound of recording ${recordingId}`);
  return new Response(stored.body, described);
}

function namesTag(header: string | null, etag: string): boolean {
  const named = (header ?? "").split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  return named.includes(etag) || named.includes("*");
}
