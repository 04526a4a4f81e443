import { getCountryCallingCode } from "libphonenumber-js";
import type { Scope } from "@/db/client";
import {
  type ContactCursor,
  type ContactSearch,
  listContacts as query,
  listTags as queryTags,
} from "@/db/queries/contact-list";
import type { ContactRow } from "@/db/queries/contacts";
import { getTenant } from "@/db/queries/team";
import { AppError } from "@/lib/errors";
import type { Country } from "@/lib/vocabulary";
import type { ContactFilters } from "./schema";

export interface ContactPage {
  data: ContactRow[];
  nextCursor: string | null;
}

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
    { after: page.cursor === undefined ? undefined : readCursor(page.cursor), limit: page.limit + 1 },
  );
  const data = rows.slice(0, page.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > page.limit && last ? writeCursor(last) : null };
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
  const digits = typed.replace(/[\s().-]/g, "");
  return {
    // Letters and digits only: nothing that `to_tsquery` could take for an operator.
    words: words
      ?.slice(0, MOST_WORDS)
      .map((word) => `${word}:*`)
      .join(" & "),
    ...(/^\+?\d{3,15}$/.test(digits) ? numberSearch(digits, country) : {}),
    // A plain word begins a word anyway.
    textPrefix: /[@\d]/.test(typed) ? typed.trim().toLowerCase() : undefined,
  };
}

function numberSearch(digits: string, country: Country): ContactSearch {
  if (digits.startsWith("+")) return { numberPrefixes: [digits] };
  return {
    numberPrefixes: [...new Set([`+${getCountryCallingCode(country)}${digits}`, `+${digits}`])],
    // People remember how a number ends; fewer digits end too many.
    lastDigits: digits.length >= 4 ? digits : undefined,
  };
}

const CURSOR_ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function writeCursor({ id, nameKey }: ContactCursor): string {
  return Buffer.from(`${id}|${nameKey}`).toString("base64url");
}

function readCursor(cursor: string): ContactCursor {
  const [id = "", nameKey] = Buffer.from(cursor, "base64url").toString("utf8").split("|");
  if (!CURSOR_ID.test(id) || nameKey === undefined || nameKey.includes("\u0000"))
    throw new AppError("invalid", "cursor", { cursor: "invalid" });
  return { id, nameKey };
}
