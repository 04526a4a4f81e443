"use client";

import { useState } from "react";
import type { ApiKeyMade } from "@/lib/api-keys/schema";
import { ApiKeyForm } from "./api-key-form";
import { ApiKeyShown } from "./api-key-shown";

/** First what the key is for, then the key itself. */
export function ApiKeyDialog({ onClose }: { onClose: () => void }) {
  const [made, setMade] = useState<ApiKeyMade>();
  return made ? (
    <ApiKeyShown made={made} onClose={onClose} />
  ) : (
    <ApiKeyForm onMade={setMade} onClose={onClose} />
  );
}
