import { addressFilters } from "@/components/frame/address-filters";
import { messageFilters } from "@/lib/messages/schema";

export const messageSearch = addressFilters(messageFilters);
