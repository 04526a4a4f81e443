import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { CallDetail } from "@/components/calls/call-detail";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("calls.detail");
  return { title: t("title") };
}

export default async function CallPage({ params }: PageProps<"/calls/[callId]">) {
  const { callId } = await params;
  return <CallDetail key={callId} callId={callId} />;
}
