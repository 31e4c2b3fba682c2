// What every page can do once this script is there. Pages work without it; it keeps people where
// they are while forms are sent and while the server tells of news. Nothing here knows a rule of
// the product: what needs one is an island, whose WASM is fetched by pages that have one.

import { moveOnCalendar } from "./calendar.ts";
import { tellConnection } from "./connection.ts";
import { openPagesInDialogs } from "./dialogs.ts";
import { copyOnRequest, takeDrops, tellReading } from "./files.ts";
import { sendFormsInPlace } from "./forms.ts";
import { hydrateIslands } from "./islands.ts";
import { listenForKeys } from "./keys.ts";
import { followEvents } from "./live.ts";
import { onShown } from "./morph.ts";
import { countNews } from "./news.ts";
import { showChosenPictures } from "./picture.ts";
import { actOnSeveral } from "./posts.ts";
import { showPreferences } from "./preferences.ts";
import { standTagsApart } from "./tags.ts";
import { tellTimes } from "./time.ts";
import { keepWords } from "./words.ts";

for (const bring of [showPreferences, standTagsApart, tellTimes, tellConnection, countNews, followEvents, keepWords, hydrateIslands]) onShown(bring);
// These show what a form asks for before it is sent.
actOnSeveral();
moveOnCalendar();
sendFormsInPlace();
openPagesInDialogs();
listenForKeys();
takeDrops();
tellReading();
copyOnRequest();
showChosenPictures();

// What is on the page answers now.
document.documentElement.dataset.alive = "";

// Offered on secure addresses only; without it the product works the same, but not offline.
if (isSecureContext) void navigator.serviceWorker?.register("/sw.js");
