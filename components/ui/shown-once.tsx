"use client";

import { Check, Copy } from "lucide-react";
import { useTranslations } from "next-intl";
import { type ReactNode, useRef, useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { Field } from "./field";
import { Input } from "./input";

interface ShownOnceProps {
  title: string;
  description: string;
  label: string;
  value: string;
  words: { copy: string; copied: string; done: string };
  onClose: () => void;
  className?: string;
  children?: ReactNode;
}

/** The only time a secret can be seen: the server keeps no more than its hash. */
export function ShownOnce({ title, description, label, value, words, onClose, ...rest }: ShownOnceProps) {
  const t = useTranslations("common");
  const field = useRef<HTMLInputElement>(null);
  const [copy, setCopy] = useState<"none" | "done" | "failed">("none");
  const copyValue = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setCopy("done");
    } catch {
      // Browsers allow the clipboard only on secure addresses; a house server may have none.
      field.current?.select();
      setCopy("failed");
    }
  };
  const { className, children } = rest;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={title}
      description={description}
      {...(className ? { className } : {})}
      actions={
        <>
          <Button onClick={onClose}>{words.done}</Button>
          <Button variant="primary" onClick={() => void copyValue()}>
            {copy === "done" ? <Check aria-hidden="true" /> : <Copy aria-hidden="true" />}
            {copy === "done" ? words.copied : words.copy}
          </Button>
        </>
      }
    >
      <Field label={label}>
        {(control) => (
          <Input
            {...control}
            ref={field}
            readOnly
            value={value}
            className="font-mono"
            onFocus={(event) => event.target.select()}
          />
        )}
      </Field>
      <p role="alert" className="text-failed empty:hidden">
        {copy === "failed" ? t("copyFailed") : ""}
      </p>
      {children}
    </Dialog>
  );
}
