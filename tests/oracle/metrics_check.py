"""Prometheus' own client library reads what /metrics answers.

Every family has a type and a help text, counters and histograms obey their rules, labels name nobody and are few, and
every metric that an alarm of deploy/prometheus/alerts.yml asks for is there.

Usage: python metrics_check.py SAMPLE
"""

import pathlib
import re
import sys

from prometheus_client.parser import text_string_to_metric_families

ALERTS = pathlib.Path(__file__).resolve().parents[2] / "deploy" / "prometheus" / "alerts.yml"
# What stands in expressions besides metrics.
WORDS = {"up", "job", "weft", "outcome", "failed", "and", "or", "increase", "delta"}
UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
LABELS = {"version", "engine", "route", "method", "status", "le", "use", "result", "subject", "state", "outcome"}


def main():
    text = pathlib.Path(sys.argv[1]).read_text()
    defects, series, names = [], 0, set()
    for family in text_string_to_metric_families(text):
        if family.type not in ("counter", "gauge", "histogram"):
            defects.append(f"{family.name}: type {family.type}")
        if not family.documentation:
            defects.append(f"{family.name}: no help")
        if not family.name.startswith("weft_"):
            defects.append(f"{family.name}: not ours by its name")
        buckets = {}
        for sample in family.samples:
            series += 1
            names.add(sample.name)
            for label, value in sample.labels.items():
                if label not in LABELS:
                    defects.append(f"{sample.name}: label {label}")
                if "@" in value or UUID.search(value):
                    defects.append(f"{sample.name}: {label}={value}")
            if family.type == "counter" and not sample.name.endswith("_total"):
                defects.append(f"{sample.name}: a counter without _total")
            if family.type == "counter" and sample.value < 0:
                defects.append(f"{sample.name}: negative")
            if sample.name.endswith("_bucket"):
                buckets.setdefault(sample.labels["route"], []).append(
                    (float(sample.labels["le"]), sample.value)
                )
            if family.type == "histogram" and sample.name.endswith("_count"):
                counted = sorted(buckets.get(sample.labels["route"], []))
                values = [value for _, value in counted]
                if values != sorted(values) or not values or values[-1] != sample.value:
                    defects.append(f"{sample.name}{sample.labels}: buckets do not add up")
    wanted = set()
    for line in ALERTS.read_text().splitlines():
        if line.strip().startswith("expr:"):
            wanted |= set(re.findall(r"[a-z_]{2,}", line.split("expr:", 1)[1])) - WORDS
    for name in sorted(wanted - names):
        defects.append(f"{name}: an alarm asks for it, and it is not there")
    if series > 10_000:
        defects.append(f"{series} series are too many")
    for defect in defects:
        print(defect, file=sys.stderr)
    print(f"metrics: {len(names)} names, {series} series, {len(wanted)} asked for by alarms, {len(defects)} defects")
    sys.exit(1 if defects or not names else 0)


main()
