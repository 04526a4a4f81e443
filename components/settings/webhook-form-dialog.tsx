"use client";

import { useState } from "react";
import type { EndpointView } from "@/lib/outgoing/schema";
import { WebhookForm } from "./webhook-form";
import { WebhookSecretShown } from "./webhook-secret-shown";

/** A new address and then its secret; or, with `endpoint`, a change of one that exists. */
export function WebhookFormDialog({ endpoint, onClose }: { endpoint?: EndpointView; onClose: () => void }) {
  const [secret, setSecret] = useState<string>();
  if (secret !== undefined) return <WebhookSecretShown secret={secret} onClose={onClose} />;
  return (
    <WebhookForm
      endpoint={endpoint}
      onDone={(made) => (made === undefined ? onClose() : setSecret(made))}
      onClose={onClose}
    />
  );
}
