import { handle } from "@/lib/dialects/console/family";

export const dynamic = "force-dynamic";

export { handle as GET, handle as POST };
