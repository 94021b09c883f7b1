"""Gives variables to Weft's own reader of settings, which refuses names that are none and values that do not fit.

Usage: python settings.py WEFT_BINARY < LINES      each line {"owner": …, "variables": {…}}
"""

import json
import subprocess
import sys
import tempfile


def main():
    binary, refused = sys.argv[1], 0
    seen = 0
    for line in sys.stdin:
        seen += 1
        told = json.loads(line)
        with tempfile.TemporaryDirectory() as folder:
            variables = {}
            for name, value in told["variables"].items():
                # Secrets lie where the container has them: here a stand-in of the same kind does.
                if name.endswith("_FILE"):
                    stand_in = {"WEFT_DATABASE_FILE": "postgres://weft@database/weft", "WEFT_LINK_KEY_FILE": "ab" * 32,
                                "WEFT_SMTP_FILE": "smtp://relay.example.org:587"}.get(name, "a secret")
                    value = f"{folder}/{name}"
                    with open(value, "w", encoding="utf-8") as file:
                        file.write(stand_in + "\n")
                variables[name] = str(value)
            # Exit code 2 is a setting that is refused; 1 says that nobody listens there, as is to be expected.
            done = subprocess.run([binary, "health", "http://127.0.0.1:1/"], cwd=folder, env=variables,
                                  capture_output=True, text=True)
        if done.returncode != 1 or "does not answer" not in done.stderr:
            print(f"{told['owner']}: {done.stderr.strip()}", file=sys.stderr)
            refused += 1
    if refused or not seen:
        sys.exit(f"{refused} of {seen} sets of settings are refused")


main()
