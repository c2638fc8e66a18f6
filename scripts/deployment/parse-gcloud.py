"""Asks the installed gcloud's own parser about command lines, without running any of them and without a network.

Reads one JSON list of arguments a line; writes one line for each: empty where the parser takes it, its words where not.
The first argument is the folder of the Google Cloud SDK.
"""

import contextlib
import io
import json
import os
import sys

sdk = sys.argv[1]
sys.path[0:0] = [os.path.join(sdk, "lib"), os.path.join(sdk, "lib", "third_party")]

from googlecloudsdk import gcloud_main  # pylint: disable=wrong-import-position

parser = getattr(gcloud_main.CreateCLI([]), "_CLI__parser")

for line in sys.stdin:
    said = io.StringIO()
    problem = ""
    try:
        with contextlib.redirect_stderr(said), contextlib.redirect_stdout(said):
            parser.parse_args(json.loads(line))
    except SystemExit:
        problem = said.getvalue() or "refused without a word"
    print(" ".join(problem.split()), flush=True)
