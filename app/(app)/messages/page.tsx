import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("messages");
  return { title: t("title") };
}

/** The list itself stands in the layout, so that it stays while messages are opened beside it. */
export default function MessagesPage() {
  return null;
}
