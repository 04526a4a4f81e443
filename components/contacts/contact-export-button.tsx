"use client";

import { useMutation } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { useTranslations } from "next-intl";
import { toast } from "sonner";
import { useErrorMessage } from "@/components/frame/error-message";
import { offerFile } from "@/components/frame/offer-file";
import { Button } from "@/components/ui/button";
import { getFile } from "@/lib/api-client";
import type { ContactFilters } from "@/lib/contacts/schema";
import { contactSearch } from "./contact-search";

export function ContactExportButton({ filters }: { filters: ContactFilters }) {
  const t = useTranslations("contacts");
  const messageOf = useErrorMessage();
  const download = useMutation({
    mutationFn: () => getFile(`/api/contacts/export?${contactSearch.searchOf(filters)}`),
    onSuccess: ({ blob, fileName }) => offerFile(blob, fileName ?? "contacts.csv"),
    onError: (error) => toast.error(messageOf(error)),
  });
  return (
    <Button title={t("exportHelp")} busy={download.isPending} onClick={() => download.mutate()}>
      <Download aria-hidden="true" />
      {t("export")}
    </Button>
  );
}
