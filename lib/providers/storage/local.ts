import { randomUUID } from "node:crypto";
import { type FileHandle, mkdir, open, rename, rm } from "node:fs/promises";
import path from "node:path";
import {
  type ByteRange,
  contentTypeOf,
  requireKey,
  type Storage,
  storageError,
  withinLimit,
} from "./storage";

/** A folder of this machine, or one that several machines mount. */
export function localStorage(folder: string): Storage {
  const root = path.resolve(folder);
  const fileOf = (key: string) => path.join(root, requireKey(key));
  return {
    async put(key, body) {
      const file = fileOf(key);
      return asStorageError(() => writeWhole(file, body));
    },
    async get(key, range) {
      const file = fileOf(key);
      const opened = await asStorageError(() => openFile(file));
      if (!opened) return undefined;
      return {
        body: bytesOf(opened.handle, range ?? { first: 0, last: opened.sizeBytes - 1 }),
        sizeBytes: opened.sizeBytes,
        contentType: contentTypeOf(key),
      };
    },
    async delete(key) {
      const file = fileOf(key);
      await asStorageError(() => rm(file, { force: true }));
    },
  };
}

/** Beside its place first, then renamed: a reader finds the old file or the new one, a crash leaves no half of either. */
async function writeWhole(file: string, body: Uint8Array | AsyncIterable<Uint8Array>): Promise<number> {
  await mkdir(path.dirname(file), { recursive: true, mode: 0o700 });
  const unfinished = path.join(path.dirname(file), `.${randomUUID()}.part`);
  try {
    const handle = await open(unfinished, "wx", 0o600);
    let sizeBytes = 0;
    try {
      for await (const chunk of body instanceof Uint8Array ? [body] : withinLimit(body)) {
        await handle.writeFile(chunk);
        sizeBytes += chunk.byteLength;
      }
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(unfinished, file);
    return sizeBytes;
  } catch (error) {
    await rm(unfinished, { force: true });
    throw error;
  }
}

async function openFile(file: string): Promise<{ handle: FileHandle; sizeBytes: number } | undefined> {
  let handle: FileHandle;
  try {
    handle = await open(file, "r");
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
  const facts = await handle.stat();
  if (facts.isFile()) return { handle, sizeBytes: facts.size };
  await handle.close();
  return undefined;
}

const CHUNK_BYTES = 64 * 1024;

/**
 * Reads when asked, and closes the file when it was read, cancelled or broken. `Readable.toWeb` of Node 20 throws into the process where
 * a stream is cancelled while it reads.
 */
function bytesOf(handle: FileHandle, { first, last }: ByteRange): ReadableStream<Uint8Array> {
  let at = first;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const wanted = Math.min(CHUNK_BYTES, last + 1 - at);
          const buffer = new Uint8Array(Math.max(0, wanted));
          const { bytesRead } = await handle.read(buffer, 0, buffer.length, at);
          at += bytesRead;
          if (bytesRead > 0) controller.enqueue(buffer.subarray(0, bytesRead));
          if (bytesRead > 0 && at <= last) return;
          await handle.close();
          controller.close();
        } catch (error) {
          await handle.close().catch(() => undefined);
          throw error;
        }
      },
      cancel: () => handle.close(),
    },
    { highWaterMark: 0 },
  );
}

async function asStorageError<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { code, syscall } = error as NodeJS.ErrnoException;
    // What the body's own source throws is not ours to rename.
    if (code === undefined || syscall === undefined) throw error;
    throw storageError(`cannot ${syscall} (${code})`, { permanent: false, vendorCode: code });
  }
}
