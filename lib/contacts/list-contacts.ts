import { z } from "zod";
import type { Scope } from "@/db/client";
import { type ContactSearch, listContacts as query, listTags as queryTags } from "@/db/queries/contact-list";
import type { ContactRow } from "@/db/queries/contact-columns";
import { getTenant } from "@/db/queries/team";
import { idPart, readCursor, writeCursor } from "@/lib/cursor";
import { numberPrefixes } from "@/lib/numbers/number-prefixes";
import { isStorable } from "@/lib/text";
import type { Country } from "@/lib/vocabulary";
import type { ContactFilters } from "./schema";

export interface ContactPage {
  data: ContactRow[];
  nextCursor: string | null;
}

const cursorPlace = z
  .tuple([idPart, z.string().refine(isStorable)])
  .transform(([id, nameKey]) => ({ id, nameKey }));

/** By name. Throws `invalid` for a cursor that is not one of ours. */
export async function listContacts(
  scope: Scope,
  { q, doNotCall, ...filters }: ContactFilters,
  page: { cursor?: string | undefined; limit: number },
): Promise<ContactPage> {
  const search = q === undefined || q === "" ? undefined : toSearch(q, (await getTenant(scope)).country);
  const rows = await query(
    scope,
    { ...filters, doNotCall: doNotCall === undefined ? undefined : doNotCall === "true", search },
    {
      after: page.cursor === undefined ? undefined : readCursor(page.cursor, cursorPlace),
      limit: page.limit + 1,
    },
  );
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > page.limit && last ? writeCursor(last.id, last.nameKey) : null };
}

export function listTags(scope: Scope): Promise<{ tag: string; contacts: number }[]> {
  return queryTags(scope);
}

const MOST_WORDS = 10;

/**
 * What somebody has typed so far: every word begins a word of the name, or the whole of it an e-mail or external id, or its digits
 * begin or end a number. Pure.
 */
export function toSearch(typed: string, country: Country): ContactSearch {
  const words = typed
    .normalize("NFC")
    .toLowerCase()
    .match(/[\p{L}\p{N}\p{M}]+/gu);
  const prefixes = numberPrefixes(typed, country);
  const digits = typed.replace(/\D/g, "");
  return {
    // Letters and digits only: nothing that `to_tsquery` could take for an operator.
    words: words
      ?.slice(0, MOST_WORDS)
      .map((word) => `${word}:*`)
      .join(" & "),
    numberPrefixes: prefixes,
    // People remember how a number ends; fewer digits end too many, and with a code it is its beginning.
    lastDigits: prefixes && digits.length >= 4 && !typed.includes("+") ? digits : undefined,
    // A plain word begins a word anyway.
    textPrefix: /[@\d]/.test(typed) ? typed.trim().toLowerCase() : undefined,
  };
}
