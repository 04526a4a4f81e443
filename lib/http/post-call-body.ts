import { UnreadableRequest } from "./answers";

/** Base64 of 48 MB of MP3: about an hour. The sound of longer calls is fetched by the poll, in the worker. */
const MAX_BYTES = 64 * 1024 * 1024;
/** Every webhook without sound is smaller. */
const LARGE_BYTES = 8 * 1024 * 1024;
/** So many large ones may be in memory at a time: a signature is known to be right only when the whole body is here. */
const MAX_LARGE = 3;

let largeBodies = 0;

/** Too many large bodies at once; the vendor, or the poll, comes again. */
export class TooBusyError extends Error {}

/** Does the work with the exact bytes of a post-call webhook. Throws UnreadableRequest (413) or TooBusyError before that. */
export async function withPostCallBody<T>(request: Request, work: (raw: Buffer) => Promise<T>): Promise<T> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BYTES)
    throw new UnreadableRequest(413, "body");
  const chunks: Uint8Array[] = [];
  let size = 0;
  let isLarge = false;
  try {
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength;
      if (size > MAX_BYTES) throw new UnreadableRequest(413, "body");
      if (!isLarge && size > LARGE_BYTES) {
        if (largeBodies >= MAX_LARGE) throw new TooBusyError("large bodies");
        isLarge = true;
        largeBodies += 1;
      }
      chunks.push(chunk);
    }
    const raw = Buffer.concat(chunks);
    chunks.length = 0;
    return await work(raw);
  } finally {
    if (isLarge) largeBodies -= 1;
  }
}
