// The one script that every page loads. Pages work without it; it turns them without loading them anew.

import "./turbo.es2017-esm.js";
import "./reveal.js";
import "./repair.js";
import "./life.js";
import "./copy.js";
import "./live.js";
import "./keys.js";
import "./installed.js";
import "./capture.js";
import "./calendar.js";
import "./notify.js";
