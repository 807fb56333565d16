import { handle } from "@/lib/dialects/crux/family";
import { openDoor } from "@/lib/doors.mjs";

export const dynamic = "force-dynamic";

openDoor("/api/organizations", handle);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
