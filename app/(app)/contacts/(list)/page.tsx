import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("contacts");
  return { title: t("title") };
}

/** The list itself stands in the layout, so that it stays while contacts are opened beside it. */
export default function ContactsPage() {
  return null;
}
