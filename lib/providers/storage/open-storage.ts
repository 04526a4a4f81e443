import path from "node:path";
import { env } from "@/env";
import { localStorage } from "./local";
import { s3Storage } from "./s3";
import type { Storage } from "./storage";

let opened: Storage | undefined;

/** The storage that STORAGE_URL names. Its form was checked when the settings were read (env.ts). */
export function storage(): Storage {
  opened ??= openStorage(env);
  return opened;
}

type StorageSettings = Pick<typeof env, "STORAGE_URL" | "S3_ACCESS_KEY_ID" | "S3_SECRET_ACCESS_KEY">;

/** `file:<folder>`, or `s3://<bucket>/<prefix>?endpoint=https://…&region=…`; without an endpoint, Amazon's own of the region. */
export function openStorage({
  STORAGE_URL,
  S3_ACCESS_KEY_ID,
  S3_SECRET_ACCESS_KEY,
}: StorageSettings): Storage {
  if (STORAGE_URL.startsWith("file:"))
    return localStorage(path.resolve(STORAGE_URL.replace(/^file:(\/\/)?/, "")));
  const url = new URL(STORAGE_URL);
  const region = url.searchParams.get("region") ?? "us-east-1";
  return s3Storage({
    bucket: url.hostname,
    prefix: url.pathname.replaceAll(/^\/+|\/+$/g, ""),
    endpoint: url.searchParams.get("endpoint") ?? `https://s3.${region}.amazonaws.com`,
    region,
    accessKeyId: S3_ACCESS_KEY_ID ?? "",
    secretAccessKey: S3_SECRET_ACCESS_KEY ?? "",
  });
}
