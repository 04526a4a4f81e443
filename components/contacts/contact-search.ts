import { addressFilters } from "@/components/frame/address-filters";
import { contactFilters } from "@/lib/contacts/schema";

export const contactSearch = addressFilters(contactFilters);
