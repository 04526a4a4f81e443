"use client";

import type { UseQueryResult } from "@tanstack/react-query";
import { type ReactNode, useId } from "react";
import { LoadError } from "@/components/frame/load-error";
import { Card, CardBody, CardHeader } from "@/components/ui/card";
import { Loading, Skeleton } from "@/components/ui/skeleton";

type ContactSectionProps<Data> = {
  title: string;
  query: UseQueryResult<Data>;
  isEmpty: (data: Data) => boolean;
  emptyText: string;
  actions?: ReactNode;
  children: (data: Data) => ReactNode;
};

/** A part of the card with a question of its own to the server. */
export function ContactSection<Data>(props: ContactSectionProps<Data>) {
  const { title, query, isEmpty, emptyText, actions, children } = props;
  const titleId = useId();
  return (
    <Card aria-labelledby={titleId}>
      <CardHeader title={title} titleId={titleId} actions={actions} />
      <CardBody>
        {query.isPending && (
          <Loading>
            <Skeleton className="h-10" />
          </Loading>
        )}
        {query.isError && <LoadError error={query.error} onRetry={() => void query.refetch()} />}
        {query.isSuccess &&
          (isEmpty(query.data) ? <p className="text-ink-muted">{emptyText}</p> : children(query.data))}
      </CardBody>
    </Card>
  );
}
