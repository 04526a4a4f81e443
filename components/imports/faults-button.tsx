"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { offerFile } from "@/components/frame/offer-file";
import { Button } from "@/components/ui/button";
import { getFile } from "@/lib/api-client";

/** The rows that were not taken, with why, as a file. */
export function FaultsButton({ importId }: { importId: string }) {
  const t = useTranslations("imports.faults");
  const messageOf = useErrorMessage();
  const download = useMutation({
    mutationFn: () => getFile(`/api/imports/${importId}/faults`),
    onSuccess: ({ blob, fileName }) => offerFile(blob, fileName ?? "import.csv"),
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <Button busy={download.isPending} onClick={() => download.mutate()}>
      <Download aria-hidden="true" />
      {t("download")}
    </Button>
  );
}
