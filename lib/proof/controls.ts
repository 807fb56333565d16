import type { Control } from "./control";
import { changeControls } from "./controls/change";
import { doorControls } from "./controls/doors";
import { faultControls } from "./controls/faults";
import { guardControls } from "./controls/guards";
import { peopleControls } from "./controls/people";
import { wallControls } from "./controls/wall";

/** Every guard that can be taken out; `npm run proof` takes each out in turn and wants its tests to fail. */
export const controls: readonly Control[] = [
  ...changeControls,
  ...doorControls,
  ...faultControls,
  ...guardControls,
  ...peopleControls,
  ...wallControls,
];
