"use client";

import type { Vendor } from "@/lib/vocabulary";
import { ElevenLabsForm } from "./elevenlabs-form";
import { OpenAiForm } from "./openai-form";
import { TwilioForm } from "./twilio-form";

export function AccountForm({ vendor, onClose }: { vendor: Vendor; onClose: () => void }) {
  switch (vendor) {
    case "twilio":
      return <TwilioForm onClose={onClose} />;
    case "elevenlabs":
      return <ElevenLabsForm onClose={onClose} />;
    case "openai":
      return <OpenAiForm onClose={onClose} />;
  }
}
