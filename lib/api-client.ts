import { z } from "zod";
import { failureEnvelope } from "./http/schema";

/** `code` is one of the server's, `network` when no answer came, `unreadable` when it was not in our envelope. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: string;
  readonly fields: Record<string, string>;
  /** What the server says beside its sentence, where a conflict can be settled. */
  readonly details: unknown;

  constructor(
    status: number,
    code: string,
    message: string,
    fields: Record<string, string> = {},
    details?: unknown,
  ) {
    super(message);
    this.name = "ApiError";
    this.status = status;
    this.code = code;
    this.fields = fields;
    this.details = details;
  }
}

let apiTenantId: string | undefined;

/** Every later request names this business, whatever business another tab has chosen meanwhile. */
export function setApiTenant(tenantId: string): void {
  apiTenantId = tenantId;
}

async function request(
  method: string,
  path: string,
  init: { body?: unknown; file?: Blob; signal?: AbortSignal },
) {
  const headers = new Headers({ accept: "application/json" });
  if (apiTenantId) headers.set("x-tenant-id", apiTenantId);
  if (init.body !== undefined) headers.set("content-type", "application/json");
  if (init.file) headers.set("content-type", init.file.type || "application/octet-stream");
  try {
    return await fetch(path, {
      method,
      headers,
      ...(init.body === undefined ? {} : { body: JSON.stringify(init.body) }),
      ...(init.file ? { body: init.file } : {}),
      ...(init.signal ? { signal: init.signal } : {}),
    });
  } catch (error) {
    if (init.signal?.aborted) throw error;
    throw new ApiError(0, "network", "");
  }
}

const answer = z.object({
  success: z.literal(true),
  data: z.unknown(),
  nextCursor: z.string().nullish(),
  count: z.number().int().nullish(),
});

async function read(response: Response): Promise<z.output<typeof answer>> {
  const body: unknown = await response.json().catch(() => undefined);
  const parsed = answer.safeParse(body);
  if (response.ok && parsed.success) return parsed.data;
  const refusal = failureEnvelope.safeParse(body);
  if (!refusal.success) throw new ApiError(response.status, "unreadable", "");
  const { code, message, fields, details } = refusal.data.error;
  if (response.status === 401) leaveForSignIn();
  throw new ApiError(response.status, code, message, fields, details);
}

function judge<Schema extends z.ZodType>(schema: Schema, data: unknown, status: number): z.output<Schema> {
  const parsed = schema.safeParse(data);
  if (parsed.success) return parsed.data;
  throw new ApiError(status, "unreadable", "");
}

// Only pages of a signed-in member name a business; on the others a 401 is an answer to show.
function leaveForSignIn(): void {
  if (!apiTenantId || typeof window === "undefined") return;
  const here = `${window.location.pathname}${window.location.search}`;
  window.location.assign(`/sign-in?next=${encodeURIComponent(here)}`);
}

export async function getJson<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<z.output<Schema>> {
  const response = await request("GET", path, signal ? { signal } : {});
  const { data } = await read(response);
  return judge(schema, data, response.status);
}

export type Page<Item> = { data: Item[]; nextCursor: string | null; count: number | null };

/** One page of a list; `schema` is that of one item. */
export async function getPage<Schema extends z.ZodType>(
  path: string,
  schema: Schema,
  signal?: AbortSignal,
): Promise<Page<z.output<Schema>>> {
  const response = await request("GET", path, signal ? { signal } : {});
  const { data, nextCursor, count } = await read(response);
  const items = judge(z.array(schema), data, response.status);
  return { data: items, nextCursor: nextCursor ?? null, count: count ?? null };
}

/** Writes, and reads the answer by `schema`; `z.unknown()` where the answer does not matter. */
export async function sendJson<Schema extends z.ZodType>(
  method: "POST" | "PUT" | "PATCH" | "DELETE",
  path: string,
  body: unknown,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await request(method, path, { body });
  const { data } = await read(response);
  return judge(schema, data, response.status);
}

/** Sends a file as it is, and says how much of it is gone (0 … 1): `fetch` cannot. */
export async function sendFileWatched<Schema extends z.ZodType>(
  path: string,
  file: Blob,
  { schema, onProgress }: { schema: Schema; onProgress: (share: number) => void },
): Promise<z.output<Schema>> {
  const response = await new Promise<Response>((resolve, reject) => {
    const sent = new XMLHttpRequest();
    sent.open("POST", path);
    sent.setRequestHeader("accept", "application/json");
    sent.setRequestHeader("content-type", file.type || "application/octet-stream");
    if (apiTenantId) sent.setRequestHeader("x-tenant-id", apiTenantId);
    sent.upload.addEventListener("progress", ({ loaded, total }) =>
      onProgress(total > 0 ? loaded / total : 0),
    );
    sent.addEventListener("load", () => resolve(new Response(sent.responseText, { status: sent.status })));
    sent.addEventListener("error", () => reject(new ApiError(0, "network", "")));
    sent.send(file);
  });
  const { data } = await read(response);
  return judge(schema, data, response.status);
}

/** A file that the server makes of what it is told. */
export async function askFile(path: string, body: unknown): Promise<Blob> {
  const response = await request("POST", path, { body });
  if (!response.ok) await read(response);
  return response.blob();
}

/** Sends a file as it is. */
export async function sendFile<Schema extends z.ZodType>(
  path: string,
  file: Blob,
  schema: Schema,
): Promise<z.output<Schema>> {
  const response = await request("POST", path, { file });
  const { data } = await read(response);
  return judge(schema, data, response.status);
}

/** A file the server writes, under the name it gave it. A plain link could not say which business is meant. */
export async function getFile(path: string): Promise<{ blob: Blob; fileName: string | undefined }> {
  const response = await request("GET", path, {});
  if (!response.ok) await read(response);
  const disposition = response.headers.get("content-disposition") ?? "";
  return { blob: await response.blob(), fileName: /filename="?([^";]+)/.exec(disposition)?.[1] };
}
