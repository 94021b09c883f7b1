"""Looks whether the resources of a rendered kustomization fit together: what the schema of each one cannot know.

Usage: python kubernetes.py RENDERED.yaml EXAMPLE_SECRET.yaml     writes the pods' variables to standard output, a JSON
object a container, for the configuration's own reader
"""

import json
import pathlib
import sys

import yaml


class Wrong(Exception):
    """Something does not fit."""


def wrong(resource, what):
    raise Wrong(f"{resource['kind']} {resource['metadata']['name']}: {what}")


def load(path):
    return [document for document in yaml.safe_load_all(pathlib.Path(path).read_text()) if document]


def matches(selector, labels):
    if set(selector) - {"matchLabels"}:
        raise Wrong(f"this check reads matchLabels only: {selector}")
    return selector["matchLabels"].items() <= labels.items()


def pods(resources):
    """(owner, pod's labels, pod's spec) of everything that starts pods."""
    for resource in resources:
        if resource["kind"] in ("Deployment", "Job"):
            template = resource["spec"]["template"]
            yield resource, template["metadata"]["labels"], template["spec"]


def variables(owner, container, settings):
    """What a container's process finds in its environment."""
    found = {}
    for source in container.get("envFrom", []):
        name = source["configMapRef"]["name"]
        if name not in settings:
            wrong(owner, f"there is no ConfigMap {name}; there are {', '.join(settings) or 'none'}")
        found.update(settings[name])
    found.update({entry["name"]: entry["value"] for entry in container.get("env", [])})
    return found


def pod(owner, spec, settings, secrets):
    """One pod: hardened, its volumes and secrets there. Returns the variables of each container."""
    if not spec["securityContext"].get("runAsNonRoot") or spec.get("automountServiceAccountToken") is not False:
        wrong(owner, "runs as root or with a token of the cluster")
    volumes = {volume["name"]: volume for volume in spec["volumes"]}
    environments = []
    for container in spec["containers"]:
        security = container["securityContext"]
        if security.get("allowPrivilegeEscalation") is not False or not security.get("readOnlyRootFilesystem") \
                or security["capabilities"].get("drop") != ["ALL"]:
            wrong(owner, f"container {container['name']} is not hardened")
        if "memory" not in container["resources"]["limits"] or "memory" not in container["resources"]["requests"]:
            wrong(owner, f"container {container['name']} has no bounds of memory")
        folders = {}
        for mount in container["volumeMounts"]:
            if mount["name"] not in volumes:
                wrong(owner, f"volume {mount['name']} is not there")
            folders[mount["mountPath"]] = volumes[mount["name"]]
        environment = variables(owner, container, settings)
        for name, value in environment.items():
            if name.endswith("_FILE"):
                folder, _, key = value.rpartition("/")
                secret = folders.get(folder, {}).get("secret", {}).get("secretName")
                if key not in secrets.get(secret, ()):
                    wrong(owner, f"{name} is {value}, but secret {secret} has no {key}")
        if environment.get("WEFT_DATA") not in folders:
            wrong(owner, f"{environment.get('WEFT_DATA')} cannot be written")
        environments.append({"owner": f"{owner['kind']} {owner['metadata']['name']}", "variables": environment})
    return environments


def ports(spec):
    return {port["name"]: port["containerPort"] for container in spec["containers"] for port in container.get("ports", [])}


def check(resources, secrets):
    by = {(resource["kind"], resource["metadata"]["name"]): resource for resource in resources}
    if len(by) != len(resources):
        raise Wrong("two resources have one kind and name")
    settings = {name: resource["data"] for (kind, name), resource in by.items() if kind == "ConfigMap"}
    everything = list(pods(resources))
    environments, images = [], set()
    for owner, labels, spec in everything:
        environments += pod(owner, spec, settings, secrets)
        images |= {container["image"] for container in spec["containers"]}
        if ("ServiceAccount", spec["serviceAccountName"]) not in by:
            wrong(owner, f"service account {spec['serviceAccountName']} is not there")
        if owner["kind"] == "Deployment" and not matches(owner["spec"]["selector"], labels):
            wrong(owner, "its selector does not match its own pods")
        for container in spec["containers"]:
            listens = variables(owner, container, settings).get("WEFT_LISTEN", "")
            for probe in ("startupProbe", "livenessProbe", "readinessProbe"):
                if probe in container and container[probe]["httpGet"]["port"] not in ports(spec):
                    wrong(owner, f"{probe} asks a port that is not there")
            metrics = variables(owner, container, settings).get("WEFT_METRICS_LISTEN", "")
            if metrics.rpartition(":")[2] != str(ports(spec).get("metrics", "")) and owner["kind"] == "Deployment":
                wrong(owner, f"port metrics is {ports(spec).get('metrics')}, but WEFT_METRICS_LISTEN is {metrics}")
            if owner["kind"] == "Deployment" and ports(spec)["http"] != int(listens.rpartition(":")[2]):
                wrong(owner, f"port http is {ports(spec)['http']}, but WEFT_LISTEN is {listens}")
        for spread in spec.get("topologySpreadConstraints", []):
            if not matches(spread["labelSelector"], labels):
                wrong(owner, "a spread constraint does not match its own pods")
    if len(images) != 1:
        raise Wrong(f"the pods run different images: {sorted(images)}")

    def selected(resource, selector):
        chosen = [(owner, spec) for owner, labels, spec in everything if matches(selector, labels)]
        if not chosen:
            wrong(resource, f"selects no pod: {selector}")
        return chosen

    for resource in resources:
        kind, spec = resource["kind"], resource.get("spec", {})
        if kind != "Namespace" and resource["metadata"].get("namespace") != "weft":
            wrong(resource, "is not in the namespace")
        if kind == "Service":
            chosen = selected(resource, {"matchLabels": spec["selector"]})
            if [owner["kind"] for owner, _ in chosen] != ["Deployment"]:
                wrong(resource, "selects something other than the one deployment")
            for port in spec["ports"]:
                if port["targetPort"] not in ports(chosen[0][1]):
                    wrong(resource, f"there is no container port {port['targetPort']}")
        elif kind == "HorizontalPodAutoscaler":
            target = by.get((spec["scaleTargetRef"]["kind"], spec["scaleTargetRef"]["name"]))
            if target is None:
                wrong(resource, "scales something that is not there")
            if "replicas" in target["spec"]:
                wrong(resource, "the deployment's own number of replicas would work against it")
        elif kind == "PodDisruptionBudget":
            selected(resource, spec["selector"])
        elif kind == "NetworkPolicy":
            known = {name for _, target in selected(resource, spec["podSelector"]) for name in ports(target)}
            for rule in spec.get("ingress", []):
                for port in rule.get("ports", []):
                    if port["port"] not in known:
                        wrong(resource, f"lets in at a port that is not there: {port['port']}")
        elif kind == "Ingress":
            for rule in spec["rules"]:
                for path in rule["http"]["paths"]:
                    backend(resource, path["backend"]["service"], by)
                if rule["host"] not in [host for tls in spec["tls"] for host in tls["hosts"]]:
                    wrong(resource, f"{rule['host']} has no certificate")
                for environment in environments:
                    if environment["variables"]["WEFT_BASE_URL"] != f"https://{rule['host']}":
                        wrong(resource, f"{rule['host']} is not the host of WEFT_BASE_URL")
        elif kind == "ServiceMonitor":
            services = [other for other in resources if other["kind"] == "Service"
                        and matches(spec["selector"], other["metadata"]["labels"])]
            offered = {port["name"] for service in services for port in service["spec"]["ports"]}
            for endpoint in spec["endpoints"]:
                if endpoint["port"] not in offered:
                    wrong(resource, f"no service has a port {endpoint['port']}")
    return environments


def backend(resource, service, by):
    target = by.get(("Service", service["name"]))
    if target is None or service["port"]["name"] not in [port["name"] for port in target["spec"]["ports"]]:
        wrong(resource, f"leads to a service that is not there: {service}")


def main():
    rendered, example = sys.argv[1:]
    secrets = {secret["metadata"]["name"]: set(secret["stringData"]) for secret in load(example)}
    try:
        for environment in check(load(rendered), secrets):
            print(json.dumps(environment))
    except Wrong as problem:
        sys.exit(f"{rendered}: {problem}")


main()
