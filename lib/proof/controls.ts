import type { Control } from "./control";
import { accountControls } from "./controls/accounts";
import { actControls } from "./controls/acts";
import { answerControls } from "./controls/answers";
import { authzenControls } from "./controls/authzen";
import { callerControls } from "./controls/callers";
import { catalogueControls } from "./controls/catalogue";
import { changeControls } from "./controls/change";
import { claimControls } from "./controls/claims";
import { decidedOnControls } from "./controls/decided-on";
import { derivedControls } from "./controls/derived";
import { directControls } from "./controls/direct";
import { doorControls } from "./controls/doors";
import { faultControls } from "./controls/faults";
import { guardControls } from "./controls/guards";
import { hookControls } from "./controls/hooks";
import { installControls } from "./controls/install";
import { instanceControls } from "./controls/instances";
import { metricControls } from "./controls/metrics";
import { peopleControls } from "./controls/people";
import { productControls } from "./controls/product";
import { rowControls } from "./controls/rows";
import { ruleControls } from "./controls/rules";
import { singleSignOnControls } from "./controls/single-sign-on";
import { traceControls } from "./controls/traces";
import { tripControls } from "./controls/trip";
import { wallControls } from "./controls/wall";
import { wayInControls } from "./controls/ways-in";
import { wideControls } from "./controls/wide";

/** Every guard that can be taken out; `npm run proof` takes each out in turn and wants its tests to fail. */
export const controls: readonly Control[] = [
  ...accountControls,
  ...actControls,
  ...answerControls,
  ...authzenControls,
  ...callerControls,
  ...catalogueControls,
  ...changeControls,
  ...claimControls,
  ...decidedOnControls,
  ...derivedControls,
  ...directControls,
  ...doorControls,
  ...faultControls,
  ...guardControls,
  ...hookControls,
  ...installControls,
  ...instanceControls,
  ...metricControls,
  ...peopleControls,
  ...productControls,
  ...rowControls,
  ...ruleControls,
  ...singleSignOnControls,
  ...traceControls,
  ...tripControls,
  ...wallControls,
  ...wayInControls,
  ...wideControls,
];
