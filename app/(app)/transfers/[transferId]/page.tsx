import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { TransferPage } from "@/components/transfers/transfer-page";
import { transferQueries } from "@/components/transfers/transfer-queries";
import { getTransfer } from "@/lib/transfers/manage-transfer";
import { transferParams } from "@/lib/transfers/schema";
import { answer, Prefetched } from "../../prefetch";

export async function generateMetadata(): Promise<Metadata> {
  const t = await getTranslations("transfers.page");
  return { title: t("title") };
}

export default async function AdvisorPage({ params }: PageProps<"/transfers/[transferId]">) {
  const { transferId } = await params;
  const isId = transferParams.safeParse({ transferId }).success;
  return (
    <Prefetched
      ask={({ tenant, scope }) =>
        isId ? [answer(transferQueries.one(tenant.id, transferId), () => getTransfer(scope, transferId))] : []
      }
    >
      <TransferPage key={transferId} transferId={transferId} />
    </Prefetched>
  );
}
