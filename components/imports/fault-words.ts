import { useTranslations } from "next-intl";

/** What is wrong with a row, field by field, in sentences. */
export function useFaultWords(): (faults: Record<string, string>) => string {
  const t = useTranslations("imports.fields");
  const tFault = useTranslations("errors.fields");
  const nameOf = (field: string) => {
    const [kind = "", name = ""] = field.split(":");
    if (kind === "variable") return name;
    return t(kind === "consent" ? `consent_${name}` : kind);
  };
  return (faults) =>
    Object.entries(faults)
      .map(([field, key]) => `${nameOf(field)}: ${tFault.has(key) ? tFault(key) : tFault("invalid")}`)
      .join(" ");
}
