import { handle } from "@/lib/dialects/exchange/family";

export const dynamic = "force-dynamic";

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
