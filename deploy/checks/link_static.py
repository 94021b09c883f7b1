"""Links the binary `weft` statically out of what `cargo test` has compiled: seconds instead of a second build.

A release is built by `cargo rustc --release --bin weft -- -C target-feature=+crt-static`, as the Containerfile does it.
Here the same option is given to the last link only, with the library and its dependencies as cargo says it built them.

Usage: python link_static.py OUT
"""

import json
import pathlib
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    out = sys.argv[1]
    told = subprocess.run(
        ["cargo", "test", "--quiet", "--no-run", "--test", "kill", "--message-format=json"],
        cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True).stdout
    library, native = None, []
    for line in told.splitlines():
        said = json.loads(line) if line.startswith("{") else {}
        if said.get("reason") == "build-script-executed":
            native += [path for path in said["linked_paths"] if path not in native]
        elif said.get("reason") == "compiler-artifact" and said["target"]["name"] == "weft" \
                and "lib" in said["target"]["kind"] and not said["profile"]["test"]:
            (library,) = [name for name in said["filenames"] if name.endswith(".rlib")]
    if library is None:
        sys.exit("cargo did not say where the library is")
    deps = pathlib.Path(library).parent
    if deps.name != "deps":
        deps /= "deps"
    subprocess.run(
        ["rustc", "--edition=2024", "--crate-name=weft", "--crate-type=bin", "src/main.rs", "-o", out,
         "--extern", f"weft={library}", "-L", f"dependency={deps}", *[part for path in native for part in ("-L", path)],
         "-C", "target-feature=+crt-static", "-C", "strip=symbols"],
        cwd=ROOT, check=True)


main()
