"""Looks whether a compose file fits together: what its schema cannot know. Writes the variables of each service that
runs Weft to standard output, a JSON object a service, for the configuration's own reader.

Usage: python compose.py FILE.yaml
"""

import json
import pathlib
import re
import sys

import yaml

# ${NAME:-default}, ${NAME}
VARIABLE = re.compile(r"\$\{(\w+)(?::-([^}]*))?\}")


def main():
    path = pathlib.Path(sys.argv[1])
    text = VARIABLE.sub(lambda found: found.group(2) or "", path.read_text())
    project = yaml.safe_load(text)
    services = project["services"]
    problems = []

    def wrong(service, what):
        problems.append(f"{path}: {service}: {what}")

    for name, service in services.items():
        if service.get("cap_drop") != ["ALL"] or service.get("security_opt") != ["no-new-privileges:true"]:
            wrong(name, "keeps capabilities or may gain privileges")
        for secret in service.get("secrets", []):
            if secret not in project.get("secrets", {}):
                wrong(name, f"there is no secret {secret}")
        for network in service.get("networks", []):
            if network not in project["networks"]:
                wrong(name, f"there is no network {network}")
        for volume in service.get("volumes", []):
            source = volume.split(":")[0]
            if source.startswith("."):
                if not (path.parent / source).exists():
                    wrong(name, f"there is no file {source}")
            elif source not in project.get("volumes", {}):
                wrong(name, f"there is no volume {source}")
        for other, condition in service.get("depends_on", {}).items():
            if other not in services:
                wrong(name, f"there is no service {other}")
            elif condition["condition"] == "service_healthy" and "test" not in services[other].get("healthcheck", {}):
                wrong(name, f"waits for the health of {other}, which has no check")
        for variable, value in service.get("environment", {}).items():
            if variable.endswith("_FILE") and value.removeprefix("/run/secrets/") not in service.get("secrets", []):
                wrong(name, f"{variable} is {value}, which is no secret of this service")
        if "build" in service:
            context = path.parent / service["build"]["context"]
            if not (context / service["build"]["dockerfile"]).exists():
                wrong(name, "there is no Containerfile where it looks")
        if service["image"].startswith("weft:"):
            if not service.get("read_only") or service.get("user") != "65532:65532":
                wrong(name, "may write the root or runs as root")
            # What the image sets itself; see the Containerfile.
            variables = {"WEFT_LISTEN": "0.0.0.0:8080", "WEFT_DATA": "/data", "WEFT_LOG_FORMAT": "json"}
            print(json.dumps({"owner": f"{path.name} {name}", "variables": variables | service["environment"]}))
        upstreams = service.get("environment", {}).get("WEFT_UPSTREAMS", "").split()
        for upstream in upstreams:
            if upstream.split(":")[0] not in services:
                wrong(name, f"there is no service {upstream}")
    if problems:
        sys.exit("\n".join(problems))


main()
