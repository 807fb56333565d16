import { handle } from "@/lib/dialects/authzen/family";
import { openDoor } from "@/lib/doors.mjs";

export const dynamic = "force-dynamic";

openDoor("/access/v1", handle);

export { handle as DELETE, handle as GET, handle as PATCH, handle as POST, handle as PUT };
