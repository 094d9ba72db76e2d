// The one script that every page loads. Pages work without it; it turns them without loading them anew.

import "./turbo.es2017-esm.js";
import "./capture.js";
