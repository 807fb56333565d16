import type { Control } from "./control";
import { changeControls } from "./controls/change";
<<<<<<< HEAD
import { peopleControls } from "./controls/people";

/** Every guard that can be taken out; `npm run proof` takes each out in turn and wants its tests to fail. */
export const controls: readonly Control[] = [...changeControls, ...peopleControls];
=======
import { guardControls } from "./controls/guards";

/** Every guard that can be taken out; `npm run proof` takes each out in turn and wants its tests to fail. */
export const controls: readonly Control[] = [...changeControls, ...guardControls];
>>>>>>> a37ec07 (Lowest versions of what is installed, limits of bodies, scopes at every door, and a control for each guard)
