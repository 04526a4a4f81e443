"use client";

import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import Link from "next/link";
import { LoadError } from "@/components/frame/load-error";
import { buttonClasses } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { Loading, Skeleton } from "@/components/ui/skeleton";
import { ApiError, getJson } from "@/lib/api-client";
import { invitationOffer } from "@/lib/team/schema";
import { AuthPage } from "./auth-page";
import { InvitationForm } from "./invitation-form";

export function Invitation({ token }: { token: string }) {
  const t = useTranslations("invitation");
  const offer = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) =>
      getJson(`/api/invitations?token=${encodeURIComponent(token)}`, invitationOffer, signal),
    staleTime: Infinity,
  });
  if (offer.isPending) {
    return (
      <AuthPage heading={t("title")}>
        <Loading>
          <div className="grid gap-4">
            <Skeleton className="w-3/4" />
            <Skeleton className="h-9" />
            <Skeleton className="h-10" />
          </div>
        </Loading>
      </AuthPage>
    );
  }
  if (offer.isError) {
    const lost = offer.error instanceof ApiError && offer.error.status >= 400 && offer.error.status < 500;
    return (
      <AuthPage heading={t("title")}>
        {lost ? <Gone /> : <LoadError error={offer.error} onRetry={() => void offer.refetch()} />}
      </AuthPage>
    );
  }
  const { business, invitedBy, email, role } = offer.data;
  return (
    <AuthPage
      heading={t("heading", { business })}
      description={t("description", { invitedBy, email, role: t(`role.${role}`) })}
    >
      <InvitationForm token={token} offer={offer.data} />
    </AuthPage>
  );
}

function Gone() {
  const t = useTranslations("invitation");
  return (
    <EmptyState
      title={t("goneTitle")}
      action={
        <Link href="/sign-in" className={buttonClasses()}>
          {t("toSignIn")}
        </Link>
      }
    >
      {t("gone")}
    </EmptyState>
  );
}
