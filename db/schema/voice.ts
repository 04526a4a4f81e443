import { boolean, index, integer, pgTable, primaryKey, text, uuid } from "drizzle-orm/pg-core";
import type { Language, SentenceKey } from "@/lib/vocabulary";
import { instant, tenantId } from "./tenants";

/** A business's own words for a sentence of the house; without a row the house's own are said. */
export const sentences = pgTable(
  "sentences",
  {
    tenantId: tenantId(),
    key: text("key").$type<SentenceKey>().notNull(),
    language: text("language").$type<Language>().notNull(),
    /** With `{variables}` (lib/sentences/sentences.ts names those of each key). */
    text: text("text").notNull(),
    updatedAt: instant("updated_at").notNull().defaultNow(),
  },
  (table) => [primaryKey({ columns: [table.tenantId, table.key, table.language] })],
);
export type Sentence = typeof sentences.$inferSelect;

/** Music on hold that a business uploaded: converted once, kept through the storage port. */
export const holdTracks = pgTable(
  "hold_tracks",
  {
    tenantId: tenantId(),
    id: uuid("id").notNull().defaultRandom(),
    name: text("name").notNull(),
    /** µ-law 8 kHz mono without a header. */
    storageKey: text("storage_key").notNull(),
    sizeBytes: integer("size_bytes").notNull(),
    durationMs: integer("duration_ms").notNull(),
    /** Whoever uploaded it said that the business may play it to callers. */
    isLicensed: boolean("is_licensed").notNull(),
    createdBy: text("created_by").notNull(),
    createdAt: instant("created_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.id] }),
    index("hold_tracks_created").on(table.tenantId, table.createdAt),
  ],
);
export type HoldTrack = typeof holdTracks.$inferSelect;
