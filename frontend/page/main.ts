// What every page can do once this script is there. Pages work without it; it keeps people where
// they are while forms are sent and while the server tells of news. Nothing here knows a rule of
// the product: what needs one is an island, whose WASM is fetched by pages that have one.

import { copyOnRequest, readFiles } from "./files.ts";
import { sendFormsInPlace } from "./forms.ts";
import { hydrateIslands } from "./islands.ts";
import { followEvents } from "./live.ts";
import { onShown } from "./morph.ts";
import { switchTheme } from "./theme.ts";
import { tellTimes } from "./time.ts";

for (const bring of [switchTheme, tellTimes, followEvents, hydrateIslands]) onShown(bring);
sendFormsInPlace();
readFiles();
copyOnRequest();

// Offered on secure addresses only; without it the product works the same, but not offline.
if (isSecureContext) void navigator.serviceWorker?.register("/sw.js");
